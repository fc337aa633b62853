using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module.Scheduling;

/// <summary>Which task makes which path.</summary>
internal sealed class OutputIndex
{
    private readonly Dictionary<string, string> _makers = new(StringComparer.Ordinal);
    private readonly List<string> _sorted;

    /// <summary>The outputs that all these tasks declare.</summary>
    public OutputIndex(IEnumerable<CakeTask> tasks)
    {
        foreach (var task in tasks)
        {
            foreach (var output in TaskDeclarations.Of(task).Outputs) _makers.TryAdd(output, task.Name);
        }

        _sorted = [.. _makers.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The tasks that make what a glob names: the path itself, a folder around it, or something within.
    /// </summary>
    public IEnumerable<string> MakersOf(string glob)
    {
        if (_makers.Count == 0) return [];
        var pattern = new Glob(glob);
        var around = Around(pattern.IsLiteral ? glob : pattern.Folder).Where(_makers.ContainsKey).Select(p => _makers[p]);
        return pattern.IsLiteral
            ? around
            : around.Concat(Within(pattern.Folder).Where(pattern.Reaches).Select(o => _makers[o])).Distinct();
    }

    /// <summary>Error ARG0713 where two tasks of a run make the same path, or one within the other's.</summary>
    public static void RefuseOverlaps(IReadOnlyList<TaskNode> nodes)
    {
        // Ordinary order would put a-b between a and a/b.
        var all = nodes.SelectMany(n => n.Declaration.Outputs.Select(o => (Path: o + "/", Node: n)))
            .OrderBy(o => o.Path, StringComparer.Ordinal).ToList();
        for (var i = 1; i < all.Count; i++)
        {
            if (!all[i].Path.StartsWith(all[i - 1].Path, StringComparison.Ordinal)) continue;
            throw new ArgosyException(new Diagnosis("ARG0713", new($"task {all[i].Node.Name}"),
                $"its output {all[i].Path.TrimEnd('/')} lies within {all[i - 1].Path.TrimEnd('/')}, which {all[i - 1].Node.Name} makes",
                "Give each task outputs of its own."));
        }
    }

    private static IEnumerable<string> Around(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }

    private IEnumerable<string> Within(string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var at = _sorted.BinarySearch(prefix, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < _sorted.Count && _sorted[at].StartsWith(prefix, StringComparison.Ordinal); at++)
            yield return _sorted[at];
    }
}
