using Argosy.Engine.Graph;
using Argosy.Engine.Scheduling;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Output;

/// <summary>Shows a run's progress: a line for each finished task and, on a terminal, the running tasks. In a log it
/// also shows started tasks and, after a silent time, those still running.</summary>
internal sealed partial class Progress : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TextWriter _out;
    private readonly RunState _state;
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Lazy<Estimate> _estimate;
    private readonly LiveBlock? _block;
    private readonly CursorGuard? _guard;
    private readonly ITimer _timer;
    private TimeSpan _lastLine;
    private TimeSpan _lastEstimate = -s_estimateTime;
    private TimeSpan? _end;
    private bool _isDisposed;

    /// <param name="output">The target.</param>
    /// <param name="nodes">The run's tasks, dependencies first.</param>
    /// <param name="cores">Processor tokens.</param>
    /// <param name="history">A task's last duration in seconds; read only on a terminal, from the first frame
    /// on.</param>
    public Progress(
        TextWriter output, IReadOnlyList<TaskNode> nodes, int cores, Func<string, double?> history)
        : this(output, nodes, cores, history, Terminal.OfConsole(), TimeProvider.System)
    {
    }

    internal Progress(
        TextWriter output,
        IReadOnlyList<TaskNode> nodes,
        int cores,
        Func<string, double?> history,
        Terminal terminal,
        TimeProvider time)
    {
        _out = terminal.Unbroken(output);
        _state = new(nodes);
        _terminal = terminal;
        _time = time;
        _start = time.GetTimestamp();
        _estimate = new(() => new(nodes, cores, history));
        if (!terminal.IsLive)
        {
            _timer = time.CreateTimer(_ => BreakSilence(), null, s_silence, Timeout.InfiniteTimeSpan);
            return;
        }

        _block = new(_out);
        _guard = new(Tidy);
        _timer = time.CreateTimer(_ => Tick(), null, s_frameTime, s_frameTime);
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>No line was written.</summary>
    public bool IsSilent { get; private set; } = true;

    /// <summary>The task could run, but waits for tokens.</summary>
    public void Queued(TaskNode node)
    {
        lock (_lock) _state.Queue(node);
    }

    /// <summary>The task's actions begin.</summary>
    public void Began(TaskNode node)
    {
        lock (_lock)
        {
            _state.Begin(node, Now);
            if (_block is null) Line($"[{Count()}]   {node.Name} …");
        }
    }

    /// <summary>The task ended, whether it had begun or not.</summary>
    public void Ended(TaskResult result)
    {
        lock (_lock)
        {
            if (result.Node.IsComposite) return;
            var began = _state.End(result);
            // A no-op run fits on one screen: up-to-date tasks get no line.
            if (!began && result.Outcome is TaskOutcome.UpToDate or TaskOutcome.Skipped) return;
            Line($"[{Count()}] {Mark.Of(result.Outcome, _terminal.HasColour)} "
                + $"{result.Node.Name}  {Text.Seconds(result.Duration)}");
        }
    }

    /// <summary>A line without a task.</summary>
    public void Say(string line)
    {
        lock (_lock) Line(HarmlessText.Of(line));
    }

    /// <summary>A task's output, in one piece.</summary>
    public void Show(TaskNode node, IEnumerable<string> lines)
    {
        lock (_lock)
        {
            Line($"── {node.Name} ──");
            foreach (var line in lines) Line(HarmlessText.Of(line));
            Line($"── end of {node.Name} ──");
            Draw();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _timer.Dispose();
            _block?.Clear(forGood: true);
        }

        _guard?.Dispose();
    }

    private string Count() => $"{_state.Done.ToString().PadLeft(_state.Total.ToString().Length)}/{_state.Total}";

    private void Line(string line)
    {
        _lastLine = Now;
        IsSilent = false;
        if (_block is not null && !_isDisposed)
        {
            _block.Add(line);
            return;
        }

        _out.WriteLine(line);
        _out.Flush();
    }
}
