namespace Argosy.Engine.Audit;

/// <summary>The accesses of the audited task in a trace.</summary>
internal sealed class TaskTrace
{
    private TaskTrace()
    {
    }

    /// <summary>The begin and end marks were seen.</summary>
    public bool IsWhole { get; private set; }

    public FileAccessLog Files { get; } = new();

    /// <summary>Programs that the task itself started, as absolute paths.</summary>
    public SortedSet<string> Started { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the programs that those programs started.</summary>
    public SortedSet<string> StartedByOthers { get; } = new(StringComparer.Ordinal);

    /// <summary>Follows a trace from its begin to its end.</summary>
    /// <param name="calls">Read twice.</param>
    /// <param name="folder">The first process's working folder.</param>
    public static TaskTrace Of(IEnumerable<TracedCall> calls, string folder)
    {
        var trace = new TaskTrace();
        var processes = new TracedProcesses(calls, folder);
        foreach (var call in calls)
        {
            var process = processes.Of(call.Thread);
            if (call.Name is TracedCall.Ended or TracedCall.Superseded) processes.End(call);
            else if (TraceMarkers.TryRead(call) is { } begins) trace.Mark(processes, begins ? process : null);
            else if (process.IsTask || process == processes.Engine) trace.Note(call, process);
            else if (call.Name is "chdir" or "fchdir") FileCalls.Enter(call, process);
        }

        return trace;
    }

    private void Mark(TracedProcesses processes, TracedProcess? engine)
    {
        processes.Engine = engine;
        IsWhole = engine is null;
    }

    private void Note(TracedCall call, TracedProcess process)
    {
        if (call.Name is "execve" or "execveat") Start(call, process);
        else FileCalls.Note(call, process, Files);
    }

    private void Start(TracedCall call, TracedProcess process)
    {
        if (FileCalls.TryProgram(call, process) is not { } path) return;
        var name = Path.GetFileName(path);
        if (process.IsDirect) Started.Add(path);
        else StartedByOthers.Add(name);
        Files.Read(path, path, process.IsDirect ? name : process.Name);
        (process.Program, process.IsDirect) = (name, false);
    }
}
