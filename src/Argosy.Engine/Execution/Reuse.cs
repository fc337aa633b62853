using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Artifacts.Ownership;
using Argosy.Engine.Caching;
using Argosy.Engine.Graph;
using Argosy.Engine.Incremental;
using Argosy.Engine.Output;

namespace Argosy.Engine.Execution;

/// <summary>Decides whether a task must run: its last result may be up to date, or a cache may have another
/// run's.</summary>
internal sealed class Reuse(
    Workspace workspace, RunOptions options, KeyMaker keys, ToolIdentities tools, ResultCache cache,
    OutputOwnership ownership, ErrorText errors)
{
    /// <summary>A task's key, and what was found for it.</summary>
    /// <param name="Form">The canonical form; empty for a task without a key.</param>
    /// <param name="UpToDate">The record of the last run, if its result is up to date.</param>
    /// <param name="Why">Otherwise the reasons why it isn't.</param>
    internal readonly record struct Decision(ReadOnlyMemory<byte> Form, TaskRecord? UpToDate, IReadOnlyList<string> Why)
    {
        /// <summary>When the inputs in the form were last written.</summary>
        public InputStamps Stamps { get; init; }

        /// <summary>It has no key: no cache is used.</summary>
        public bool HasNoKey => Form.IsEmpty;
    }

    [ThreadStatic]
    private static ActionFingerprint? s_form;

    /// <summary>Why a new result must not be kept; null if it may.</summary>
    public string? WhyNotKept(
        TaskNode node, Decision decision, Exception? handled, Func<TaskNode, TaskState?> stateOf) =>
        new KeepCheck(keys, errors).WhyNot(node, decision.Form.Span, handled, decision.Stamps, stateOf);

    /// <summary>A task has run: folders may hold other files now.</summary>
    public void Refresh() => keys.Refresh();

    /// <summary>The record of the task's last run, if its result is up to date; null if it must be checked
    /// further.</summary>
    public TaskRecord? TryFindStanding(
        TaskNode node, Func<TaskNode, TaskState?> stateOf, CancellationToken cancellation)
    {
        if (!node.Declaration.IsIncremental || workspace.Journal.TryFind(node.Name) is not { } record) return null;
        if (KeepCheck.IsUnknown(node, stateOf)) return null;
        var form = s_form ??= new();
        keys.Write(form, node, stateOf);
        return form.Bytes.SequenceEqual(record.Form.Span) ? KeptOutputs(node, record, cancellation) : null;
    }

    public Decision Decide(TaskNode node, Func<TaskNode, TaskState?> stateOf, CancellationToken cancellation)
    {
        if (!node.Declaration.IsIncremental) return new(default, null, ["it declares no inputs: it always runs"]);
        if (KeepCheck.IsUnknown(node, stateOf)) return new(default, null, [KeepCheck.Unknown]);
        var form = s_form ??= new();
        var stamps = keys.Write(form, node, stateOf, workspace.Journal.Inputs.Keep);
        var record = workspace.Journal.TryFind(node.Name);
        if (options.Force) return Runs(form.Bytes.ToArray(), ["--force was given"]);
        if (record is null) return Runs(form.Bytes.ToArray(), ["no good run of it is on record here"]);
        if (!form.Bytes.SequenceEqual(record.Form.Span))
            return Runs(form.Bytes.ToArray(), ActionDifference.Between(
                record.Form.Span, form.Bytes, tools.TryVersion, workspace.Journal.Inputs.Find));
        return KeptOutputs(node, record, cancellation) is { } upToDate
            ? new(record.Form, upToDate, [])
            : Runs(
                record.Form,
                [$"its outputs were changed or removed: {string.Join(", ", node.Declaration.Outputs)}"]);

        Decision Runs(ReadOnlyMemory<byte> key, IReadOnlyList<string> why) => new(key, null, why) { Stamps = stamps };
    }

    /// <summary>The result of the same action from a cache, with its files restored; null if there is none.</summary>
    public async Task<(TaskRecord Record, string Log)?> TryRestoreAsync(
        TaskNode node, Decision decision, CancellationToken cancellation)
    {
        if (options.Force || decision.HasNoKey || !cache.Serves(node)) return null;
        var key = new ActionKey(Digest.Of(decision.Form.Span));
        if (await cache.TryRestoreAsync(key, [.. node.Declaration.Outputs], cancellation) is not var (result, from))
            return null;
        ownership.Made(node.Name, result.Outputs);
        if (OutputSignature.TryCompute(workspace.Root, node.Declaration.Outputs) is not { } outputs) return null;
        return (new(
            node.Name, decision.Form, outputs, node.Declaration.Outputs.Count > 0 ? result.Outputs.Digest() : null)
        {
            Seconds = result.Seconds,
            Pinned = result.Pinned,
            From = from,
            Why = decision.Why,
            Artifacts = result.Artifacts,
            Proofs = result.Proofs,
            Notes = result.Notes,
        }, result.Log);
    }

    // Different times alone don't matter: a copied folder has other ones. The contents are compared.
    private TaskRecord? KeptOutputs(TaskNode node, TaskRecord record, CancellationToken cancellation)
    {
        if (OutputSignature.TryCompute(workspace.Root, node.Declaration.Outputs) is not { } outputs) return null;
        if (outputs == record.Outputs) return record;
        if (record.Tree is not { } tree || !HasContents(node, tree, cancellation)) return null;
        var renewed = record with { Outputs = outputs };
        workspace.Journal.Add(renewed);
        return renewed;
    }

    private bool HasContents(TaskNode node, Digest tree, CancellationToken cancellation)
    {
        string[] outputs = [.. node.Declaration.Outputs];
        // Reads only files whose status changed, if their previous status is known.
        if (!node.Declaration.UpdatesOutputs && ownership.IsUpToDate(node.Name, outputs, tree) is { } known)
            return known;
        var found = cache.Describe(outputs, cancellation);
        if (found.Digest() != tree) return false;
        if (!node.Declaration.UpdatesOutputs) ownership.Adopt(node.Name, outputs, found);
        return true;
    }
}
