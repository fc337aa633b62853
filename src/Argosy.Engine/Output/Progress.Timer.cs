namespace Argosy.Engine.Output;

// Timed actions: a terminal gets frames, a silent log a line.
internal sealed partial class Progress
{
    private static readonly TimeSpan s_frameTime = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan s_estimateTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(30);
    private const int NamesInHeartbeat = 8;

    private void Tick()
    {
        // A slow terminal gets fewer frames.
        if (!_lock.TryEnter()) return;
        try
        {
            Draw();
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Draw()
    {
        // Before anything begins, setup may write where the block would be.
        if (_block is null || _isDisposed || _state.Done + _state.Running.Count + _state.Queued == 0) return;
        var now = Now;
        if (now - _lastEstimate >= s_estimateTime)
        {
            _lastEstimate = now;
            _end = _estimate.Value.IsKnown ? now + _estimate.Value.Left(_state, now) : null;
        }

        _block.Draw(new Frame(_state, _estimate.Value, now, _end - now).Lines(_terminal));
    }

    private void Tidy()
    {
        lock (_lock)
        {
            if (!_isDisposed) _block?.Clear(forGood: true);
        }
    }

    private void BreakSilence()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            try
            {
                if (Now - _lastLine >= s_silence) Line(Heartbeat());
            }
            catch (IOException)
            {
                // A log that can't be written ends the run where a task writes to it, not on a timer's thread.
            }

            _timer.Change(_lastLine + s_silence - Now, Timeout.InfiniteTimeSpan);
        }
    }

    private string Heartbeat()
    {
        var names = _state.Running.Take(NamesInHeartbeat)
            .Select(r => $"{_state.Nodes[r.Index].Name} {Text.Seconds(Now - r.Begin)}").ToList();
        if (_state.Running.Count > names.Count) names.Add($"+{_state.Running.Count - names.Count} more");
        return $"[{Count()}] … {(names.Count == 0 ? "nothing runs" : string.Join(", ", names))}";
    }
}
