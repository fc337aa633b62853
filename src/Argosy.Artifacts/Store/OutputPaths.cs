using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>The paths a task declares, and the check that an external tree stays within them.</summary>
internal static class OutputPaths
{
    private const int LongestName = 255;
    private const int LongestPath = 4095;

    /// <summary>The paths sorted, without those within another.</summary>
    internal static IReadOnlyList<string> Outermost(IEnumerable<string> outputs)
    {
        var all = outputs.Select(o => o.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(o => !PathText.Around(o).Any(all.Contains)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether the tree contains exactly these outputs, and could result from a walk: sorted, every entry an
    /// output or in a folder of the tree, so that none leads through a link or out of the project.</summary>
    internal static bool Hold(OutputTree tree, IReadOnlyList<string> outermost)
    {
        var roots = outermost.ToHashSet(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var last = "";
        var found = 0;
        foreach (var entry in tree.Entries)
        {
            if (string.CompareOrdinal(entry.Path, last) <= 0 || !IsPlain(entry.Path) || !IsWhole(entry)) return false;
            last = entry.Path;
            if (roots.Contains(entry.Path)) found++;
            else if (entry.Path.LastIndexOf('/') is var at && (at < 0 || !folders.Contains(entry.Path[..at])))
                return false;
            if (entry.Kind == OutputKind.Folder) folders.Add(entry.Path);
        }

        return found == roots.Count;
    }

    private static bool IsPlain(string path)
    {
        if (FileName.CountBytes(path) > LongestPath || path.Contains('\0')) return false;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var name = path.AsSpan(range);
            if (name is "" or "." or ".." || FileName.CountBytes(name) > LongestName) return false;
        }

        return true;
    }

    private static bool IsWhole(OutputEntry entry) => entry.Kind switch
    {
        OutputKind.File => entry is { Content: not null, Target: null, Size: >= 0 }
            && entry.Mode == PublishedModes.OfKeptFile(entry.Mode),
        OutputKind.Folder => entry is { Content: null, Target: null, Size: 0 }
            && entry.Mode == PublishedModes.OfFolder(entry.Mode),
        OutputKind.Link => entry is { Content: null, Target.Length: > 0, Size: 0, Mode: 0 }
            && !entry.Target.Contains('\0') && FileName.CountBytes(entry.Target) <= LongestPath,
        _ => false,
    };
}
