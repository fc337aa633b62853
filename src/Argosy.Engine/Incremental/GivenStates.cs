using System.Collections.Concurrent;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;
using Argosy.Engine.Caching;
using Argosy.Engine.Graph;

namespace Argosy.Engine.Incremental;

/// <summary>The results of tasks that this run doesn't change: those left out by <c>--exclusive</c>, and those skipped
/// by a criterion. The files present now count, so that their readers have the same key as in a full run.</summary>
/// <param name="workspace">The project.</param>
/// <param name="keys">Writes keys.</param>
/// <param name="cache">Describes the files present.</param>
/// <param name="isSkipped">Whether the task has an unmet criterion.</param>
internal sealed class GivenStates(Workspace workspace, KeyMaker keys, ResultCache cache, Func<TaskNode, bool> isSkipped)
{
    private readonly ConcurrentDictionary<TaskNode, TaskState> _left = new(ReferenceEqualityComparer.Instance);

    /// <summary>The result of a task left out by <c>--exclusive</c>.</summary>
    public TaskState Of(TaskNode node)
    {
        if (_left.TryGetValue(node, out var known)) return known;
        return _left.GetOrAdd(
            node, node.IsComposite ? OfAggregate(node) : isSkipped(node) ? AsItLies(node) : OfTask(node));
    }

    /// <summary>The task's outputs that are present, all or a part.</summary>
    public TaskState AsItLies(TaskNode node)
    {
        string[] there = [.. node.Declaration.Outputs.Where(o => Path.Exists(Path.Combine(workspace.Root, o)))];
        if (there.Length == 0) return new(null, false);
        var record = workspace.Journal.TryFind(node.Name);
        if (record?.Tree is { } tree && there.Length == node.Declaration.Outputs.Count
            && OutputSignature.TryCompute(workspace.Root, node.Declaration.Outputs) == record.Outputs)
            return new(tree.Hex, !record.Pinned);
        var found = cache.Describe(there, CancellationToken.None).Digest();
        return new(found.Hex, record is null || record.Tree != found || !record.Pinned);
    }

    private TaskState OfAggregate(TaskNode node)
    {
        var parts = node.Dependencies.Concat(node.Given).Select(Of).ToList();
        return new(KeyMaker.ResultOf(node, Of), parts.Any(p => p.Unpinned)) { IsUnknown = parts.Any(p => p.IsUnknown) };
    }

    private TaskState OfTask(TaskNode node)
    {
        var outputs = node.Declaration.Outputs;
        if (outputs.Count > 0)
        {
            return outputs.All(o => Path.Exists(Path.Combine(workspace.Root, o)))
                ? AsItLies(node)
                : new(null, true) { IsUnknown = true };
        }

        // It makes no files: its result is its key, if that is still the one it ran with.
        if (!node.Declaration.IsIncremental) return new(null, false);
        if (workspace.Journal.TryFind(node.Name) is not { } record || !IsCurrent(node, record))
            return new(null, true) { IsUnknown = true };
        return new(record.Key.ToString(), !record.Pinned);
    }

    private bool IsCurrent(TaskNode node, TaskRecord record)
    {
        if (node.Dependencies.Concat(node.Given).Any(d => Of(d).IsUnknown)) return false;
        var form = new ActionFingerprint();
        keys.Write(form, node, Of);
        return form.Bytes.SequenceEqual(record.Form.Span);
    }
}
