using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Graph;

/// <summary>Maps paths to the tasks that make them.</summary>
internal sealed class OutputIndex
{
    private readonly Dictionary<string, string> _makers = new(StringComparer.Ordinal);
    private string[]? _sorted;

    /// <summary>The outputs that all these tasks declare.</summary>
    public OutputIndex(IEnumerable<GraphTask> tasks)
    {
        foreach (var task in tasks)
        {
            foreach (var output in task.Declaration.Outputs) _makers.TryAdd(output, task.Name);
        }
    }

    /// <summary>Whether a task makes this path, or a folder around it.</summary>
    /// <param name="path">Without a wildcard.</param>
    public bool IsMade(string path)
    {
        for (var around = path; around is not null; around = FolderOf(around))
        {
            if (_makers.ContainsKey(around)) return true;
        }

        return false;
    }

    /// <summary>Adds the tasks that make what a glob matches: the path itself, a folder around it, or something
    /// within.</summary>
    public void AddMakersOf(string glob, ICollection<string> makers)
    {
        if (_makers.Count == 0) return;
        if (!Glob.IsPattern(glob)) AddAround(glob, makers);
        else foreach (var one in Glob.Expand(glob)) AddReached(new(one), makers);
    }

    private void AddReached(Glob pattern, ICollection<string> makers)
    {
        AddAround(pattern.Folder, makers);
        foreach (var output in Within(pattern.Folder))
        {
            if (pattern.Reaches(output)) makers.Add(_makers[output]);
        }
    }

    private void AddAround(string path, ICollection<string> makers)
    {
        for (var around = path; around is { Length: > 0 }; around = FolderOf(around))
        {
            if (_makers.TryGetValue(around, out var maker)) makers.Add(maker);
        }
    }

    /// <summary>Error ARG0713 if two tasks of a run make the same path, or one within the other's.</summary>
    public static void RefuseOverlaps(IReadOnlyList<TaskNode> nodes)
    {
        var owners = new Dictionary<string, TaskNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var output in node.Declaration.Outputs)
            {
                if (!owners.TryAdd(output, node)) throw Overlap(output, node, output, owners[output]);
            }
        }

        foreach (var (output, node) in owners)
        {
            for (var around = FolderOf(output); around is not null; around = FolderOf(around))
            {
                if (owners.TryGetValue(around, out var other)) throw Overlap(output, node, around, other);
            }
        }
    }

    private static string? FolderOf(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end] : null;

    private static ArgosyException Overlap(string output, TaskNode node, string around, TaskNode other) =>
        new(new Diagnostic("ARG0713", new($"task {node.Name}"),
            $"its output {output} lies within {around}, which {other.Name} makes",
            "Give each task outputs of its own."));

    private IEnumerable<string> Within(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        if (_sorted is null)
        {
            _sorted = [.. _makers.Keys];
            Array.Sort(_sorted, StringComparer.Ordinal);
        }

        var at = Array.BinarySearch(_sorted, prefix, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at;
            at < _sorted.Length && _sorted[at].StartsWith(prefix, StringComparison.Ordinal);
            at++)
            yield return _sorted[at];
    }
}
