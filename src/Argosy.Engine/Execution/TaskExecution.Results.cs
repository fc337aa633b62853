using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Engine.Graph;
using Argosy.Engine.Output;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Execution;

// Handles a successful task's result: journal, caches, and the record of its outputs.
internal sealed partial class TaskExecution
{
    private TaskResult Remember(
        TaskNode node, Reuse.Decision decision, TaskRun run, IReadOnlyList<Proof> proofs, TimeSpan duration)
    {
        var unpinned = !run.IsPinned || IsUnpinned(node);
        var artifacts = run.Artifacts.Select(a => a with { Pinned = a.Pinned && !unpinned }).ToList();
        // Not recorded, so that the next run tries again.
        var inconclusive = proofs.Any(p => p.Inconclusive) || TaskProofs.Shortfalls(proofs).Count > 0;
        var (tree, outputs) = Take(node);
        var record = new TaskRecord(
            node.Name, decision.Form, outputs, node.Declaration.Outputs.Count > 0 ? tree.Digest() : null)
        {
            Ended = Now(),
            Seconds = duration.TotalSeconds,
            Pinned = !unpinned,
            Why = decision.Why,
            Artifacts = artifacts,
            Proofs = proofs,
            Notes = run.Notes,
        };
        _states[node].State = new(ResultOf(record), unpinned);
        if (!inconclusive)
        {
            workspace.Journal.Add(record);
            if (cache.Serves(node))
            {
                cache.Add(
                    new(record.Key, node.Name, 0, record.Seconds, record.Pinned, tree, artifacts, proofs, run.Notes,
                        TaskLog.Read(workspace.LogOf(node.Name))),
                    cancellation);
            }
        }

        return new(
            node, inconclusive ? TaskOutcome.Inconclusive : TaskOutcome.Done, default, duration, artifacts, proofs,
            run.Notes)
        {
            Why = decision.Why,
        };
    }

    // It ran, and this run uses its outputs; but no record and no cache keeps them.
    private TaskResult GoOnWithout(
        TaskNode node, Reuse.Decision decision, TaskActions.Ended ended, IReadOnlyList<Proof> proofs,
        TimeSpan duration, string reason)
    {
        var run = ended.Run;
        if (ended.Handled is null) RequireOutputs(node);
        var left = given.AsItLies(node);
        _states[node].State = left with { Unpinned = !run.IsPinned || IsUnpinned(node) };
        var note = $"{node.Name}: its result is not kept, and it runs again next time: {reason}";
        var outcome = proofs.Any(p => p.Inconclusive) ? TaskOutcome.Inconclusive : TaskOutcome.Done;
        return new(node, outcome, default, duration, run.Artifacts, proofs, [.. run.Notes, note])
        {
            Why = decision.Why,
            HasHandledError = ended.Handled is not null,
        };
    }

    // Not a task of this run, whatever its code says: such a record is in use.
    private void ForgetFormer(TaskRun run)
    {
        if (run.IsFormer is not { } isFormer) return;
        var present = _states.Keys.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in workspace.Journal.Names.Where(n => !present.Contains(n) && isFormer(n)))
            workspace.Journal.Forget(name);
    }

    private (OutputTree Tree, Digest Signature) Take(TaskNode node)
    {
        var outputs = node.Declaration.Outputs;
        RequireOutputs(node);
        if (outputs.Count > 0 && !node.Declaration.UpdatesOutputs && !cache.Serves(node))
            PublishedModes.Normalize(workspace.Root, outputs);
        var tree = outputs.Count == 0 ? OutputTree.Empty : cache.Keep(node, cancellation);
        ownership.Made(node.Name, tree);
        // Storing makes the outputs read-only.
        return (tree, OutputSignature.TryCompute(workspace.Root, outputs)!.Value);
    }

    private void RequireOutputs(TaskNode node)
    {
        var outputs = node.Declaration.Outputs;
        if (OutputSignature.TryCompute(workspace.Root, outputs) is null)
        {
            throw new ArgosyException(new Diagnostic("ARG0709", new($"task {node.Name}"),
                $"it ended well without making all of: {string.Join(", ", outputs)}",
                "Fix the task, or what it declares as outputs."));
        }

        if (ownership.Unreplaced(node.Name) is { Count: > 0 } unreplaced)
        {
            throw new ArgosyException(new Diagnostic("ARG0709", new($"task {node.Name}"),
                $"it declares ReplacesOutputs and ended well without replacing: {string.Join(", ", unreplaced)}",
                "Let it make each output elsewhere and rename that to its place, or leave ReplacesOutputs out."));
        }
    }

    // A failed task's files stay for inspection. If they can't be recorded, that is reported, but isn't the task's
    // failure.
    private void Settle(TaskNode node)
    {
        try
        {
            ownership.Settle(node.Name);
        }
        catch (Exception e) when (e is ArgosyException or IOException or UnauthorizedAccessException)
        {
            progress.Say($"warning: what {node.Name} left in its outputs can't be noted: {e.Message}");
        }
    }

    // A text that is equal for equal results.
    private static string? ResultOf(TaskRecord record) =>
        record.Tree?.Hex ?? (record.Form.IsEmpty ? null : record.Key.ToString());

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
