using System.Globalization;

namespace Cake.Argosy.Module.Auditing;

/// <summary>Who is who in a trace: threads of one process, children of another.</summary>
/// <remarks>A child's first calls may stand before the line in which its parent's <c>clone</c> ends, which alone says whose
/// child it is: births are read ahead. Numbers are used again: births of one number come in their order.</remarks>
internal sealed class TracedProcesses
{
    private readonly record struct Birth(int Parent, bool IsThread);

    private readonly Dictionary<int, Queue<Birth>> _births = [];
    private readonly Dictionary<int, TracedProcess> _alive = [];
    private readonly string _folder;

    /// <param name="calls">The whole trace.</param>
    /// <param name="folder">Where its first process was started.</param>
    public TracedProcesses(IEnumerable<TracedCall> calls, string folder)
    {
        _folder = folder;
        foreach (var call in calls)
        {
            if (call.Name is not ("clone" or "clone3" or "fork" or "vfork") || StraceText.TryProcess(call.Result) is not { } child) continue;
            var thread = call.Arguments.Any(a => a.Contains("CLONE_THREAD", StringComparison.Ordinal));
            if (!_births.TryGetValue(child, out var births)) _births.Add(child, births = new());
            births.Enqueue(new(call.Thread, thread));
        }
    }

    /// <summary>The process that acts for the task from its mark of the begin to that of the end.</summary>
    public TracedProcess? Engine { get; set; }

    /// <summary>Who calls.</summary>
    public TracedProcess Of(int thread)
    {
        if (_alive.TryGetValue(thread, out var known)) return known;
        if (!_births.TryGetValue(thread, out var births) || !births.TryDequeue(out var birth))
            return _alive[thread] = new() { Folder = _folder };
        var parent = Of(birth.Parent);
        return _alive[thread] = birth.IsThread ? parent : parent.Fork(task: parent == Engine);
    }

    /// <summary>Takes notice of a thread's end.</summary>
    public void End(TracedCall call)
    {
        if (call.Name == TracedCall.Superseded) _alive.Remove(int.Parse(call.Arguments[0], CultureInfo.InvariantCulture));
        else _alive.Remove(call.Thread);
    }
}
