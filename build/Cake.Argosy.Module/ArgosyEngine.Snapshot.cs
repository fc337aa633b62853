using Argosy.Artifacts.Snapshots;
using Argosy.Engine;
using Argosy.Engine.Graph;
using Argosy.Engine.Reporting;
using Argosy.Engine.Snapshots;

namespace Cake.Argosy.Module;

// A run that has found everything up to date is recorded, so that the next one needs neither .NET nor Cake.
internal sealed partial class ArgosyEngine
{
    private readonly long _constructed = ProcessStart.Stamp();

    /// <summary>When a run began that isn't all of its process, in nanoseconds since 1970.</summary>
    internal long? Begun { get; init; }

    // Asked twice: if the clock was set in between, the earlier answer is right.
    private long Since => Begun ?? Math.Min(_constructed, ProcessStart.Stamp());

    private void Record(Call call, RunPlan plan, Run run, IReadOnlyList<TaskResult> results)
    {
        if (!run.IsIdle || call.Outer is not null
            || plan.Legs is not [var leg] || leg.Targets.Count != 1 || call.Session.IsWatched) return;
        if (!SnapshotWriter.IsWanted(call.Session.Root) || !_lifecycle.IsQuiet || !script.IsBootstrap
            || !run.TryWriteRecords()) return;
        var text = new StringWriter();
        SummaryTable.WriteHarmless(text, results);
        SnapshotWriter.TryWrite(
            call.Session.Root, leg.Nodes, RunRequest.TryForm(call.Context.Arguments.GetArguments()),
            Console.OutputEncoding.GetBytes(text.ToString()), Since);
    }
}
