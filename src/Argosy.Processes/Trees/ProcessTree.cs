using System.Diagnostics;

namespace Argosy.Processes.Trees;

/// <summary>The processes that this one started, and those that they started.</summary>
public static class ProcessTree
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(3);

    /// <summary>Asks all of them to end, and kills those that don't within three seconds.</summary>
    public static void End()
    {
        var clock = Stopwatch.StartNew();
        foreach (var process in Below(Environment.ProcessId)) Signals.Send(process, Signals.Terminate);
        while (clock.Elapsed < s_grace && Below(Environment.ProcessId).Any()) Thread.Sleep(20);
        foreach (var process in Below(Environment.ProcessId)) Signals.Send(process, Signals.Kill);
    }

    /// <summary>All processes below one, in no order.</summary>
    public static IEnumerable<int> Below(int process)
    {
        var children = ProcessTable.Parents().ToLookup(p => p.Value, p => p.Key);
        var open = new Stack<int>(children[process]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in children[next]) open.Push(child);
        }
    }
}
