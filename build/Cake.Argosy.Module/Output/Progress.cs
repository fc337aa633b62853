using System.Diagnostics;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Output;

/// <summary>Tells a person how far the run is: a line for each finished task and, on a terminal, what runs now.</summary>
internal sealed class Progress : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TextWriter _out;
    private readonly int _total;
    private readonly bool _live = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    private readonly Dictionary<string, Stopwatch> _running = new(StringComparer.Ordinal);
    private readonly Timer? _timer;
    private int _ended;
    private bool _disposed;

    public Progress(TextWriter output, int total)
    {
        _out = output;
        _total = total;
        if (_live) _timer = new Timer(_ => Tick(), null, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
    }

    public void Began(TaskNode node)
    {
        lock (_lock)
        {
            _running[node.Name] = Stopwatch.StartNew();
            if (!_live) _out.WriteLine($"[{Count()}]   {node.Name} …");
        }
    }

    public void Ended(TaskResult result)
    {
        lock (_lock)
        {
            _ended++;
            var ran = _running.Remove(result.Node.Name);
            ClearLine();
            // On a terminal a no-op run is one screen: only what ran gets a line.
            if (!ran && result.Outcome is TaskOutcome.UpToDate or TaskOutcome.Skipped) return;
            _out.WriteLine($"[{Count()}] {Mark.Of(result.Outcome, _live)} {result.Node.Name}  {Text.Seconds(result.Duration)}");
        }
    }

    /// <summary>A task's output, whole and unmixed.</summary>
    public void Show(TaskNode node, IEnumerable<string> lines)
    {
        lock (_lock)
        {
            ClearLine();
            _out.WriteLine($"── {node.Name} ──");
            foreach (var line in lines) _out.WriteLine(line);
            _out.WriteLine($"── end of {node.Name} ──");
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            _timer?.Dispose();
            ClearLine();
        }
    }

    private string Count() => $"{_ended.ToString().PadLeft(_total.ToString().Length)}/{_total}";

    private void Tick()
    {
        lock (_lock)
        {
            if (_disposed || _running.Count == 0) return;
            var running = _running.OrderByDescending(r => r.Value.Elapsed).Select(r => $"{r.Key} {Text.Seconds(r.Value.Elapsed)}");
            var line = $"[{Count()}] {string.Join(" · ", running)}";
            var width = Math.Max(20, Console.WindowWidth - 1);
            _out.Write($"\r\u001b[K{(line.Length > width ? line[..(width - 1)] + "…" : line)}");
        }
    }

    private void ClearLine()
    {
        if (_timer is not null) _out.Write("\r\u001b[K");
    }
}
