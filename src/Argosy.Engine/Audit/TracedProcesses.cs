using System.Globalization;

namespace Argosy.Engine.Audit;

/// <summary>The threads and processes of a trace, with their parents.</summary>
/// <remarks>A child's first calls may precede the line in which its parent's <c>clone</c> ends, which alone names the
/// parent: so births are read ahead. Numbers are reused: births of one number are in order.</remarks>
internal sealed class TracedProcesses
{
    private readonly record struct Birth(int Parent, bool IsThread);

    private readonly Dictionary<int, Queue<Birth>> _births = [];
    private readonly Dictionary<int, TracedProcess> _alive = [];
    private readonly string _folder;

    /// <param name="calls">The whole trace.</param>
    /// <param name="folder">Its first process's working folder.</param>
    public TracedProcesses(IEnumerable<TracedCall> calls, string folder)
    {
        _folder = folder;
        foreach (var call in calls)
        {
            if (call.Name is not ("clone" or "clone3" or "fork" or "vfork")
                || StraceText.TryProcess(call.Result) is not { } child) continue;
            var thread = call.Arguments.Any(a => a.Contains("CLONE_THREAD", StringComparison.Ordinal));
            if (!_births.TryGetValue(child, out var births)) _births.Add(child, births = new());
            births.Enqueue(new(call.Thread, thread));
        }
    }

    /// <summary>The process that acts for the task between the begin and end marks.</summary>
    public TracedProcess? Engine { get; set; }

    /// <summary>The calling process.</summary>
    public TracedProcess Of(int thread)
    {
        if (_alive.TryGetValue(thread, out var known)) return known;
        if (!_births.TryGetValue(thread, out var births) || !births.TryDequeue(out var birth))
            return _alive[thread] = new() { Folder = _folder };
        var parent = Of(birth.Parent);
        return _alive[thread] = birth.IsThread ? parent : parent.Fork(task: parent == Engine);
    }

    /// <summary>Records a thread's end.</summary>
    public void End(TracedCall call)
    {
        if (call.Name == TracedCall.Superseded)
            _alive.Remove(int.Parse(call.Arguments[0], CultureInfo.InvariantCulture));
        else _alive.Remove(call.Thread);
    }
}
