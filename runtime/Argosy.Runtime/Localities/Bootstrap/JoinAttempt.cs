using System.Diagnostics;

namespace Argosy.Runtime;

/// <summary>The time limit of joining, and its caller's wish to stop: either ends the connection that is waited
/// for.</summary>
internal sealed class JoinAttempt : IDisposable
{
    private readonly object _gate = new();
    private readonly Stopwatch _waited = Stopwatch.StartNew();
    private readonly TimeSpan _limit;
    private readonly IDisposable _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private Wire? _held;

    internal JoinAttempt(TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _timer = Clock.Shared.Once(limit, End);
        _cancellation = cancellationToken.Register(End);
    }

    internal bool IsOver { get; private set; }

    /// <summary>From here on the end of the attempt ends the wire.</summary>
    /// <exception cref="OperationCanceledException">It has ended already.</exception>
    internal void Hold(Wire wire)
    {
        lock (_gate)
            _held = wire;
        ThrowIfOver();
    }

    /// <summary>The wire is no longer the attempt's, unless it has ended before.</summary>
    internal bool TryRelease()
    {
        lock (_gate)
        {
            _held = null;
            return !IsOver;
        }
    }

    /// <summary>A time limit of one step, which doesn't exceed what is left.</summary>
    internal TimeSpan Limit(TimeSpan step)
    {
        var left = _limit - _waited.Elapsed;
        return left < step ? left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1) : step;
    }

    internal void Pause(TimeSpan time)
    {
        lock (_gate)
        {
            if (!IsOver)
                Monitor.Wait(_gate, time);
        }
    }

    /// <exception cref="OperationCanceledException">The attempt is over.</exception>
    internal void ThrowIfOver()
    {
        lock (_gate)
        {
            if (IsOver)
                throw new OperationCanceledException();
        }
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _timer.Dispose();
    }

    private void End()
    {
        Wire? held;
        lock (_gate)
        {
            IsOver = true;
            held = _held;
            Monitor.PulseAll(_gate);
        }
        held?.Dispose();
    }
}
