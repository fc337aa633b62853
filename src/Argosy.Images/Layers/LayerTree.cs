using Argosy.Artifacts.Files;
using Argosy.Images.Definition;

namespace Argosy.Images.Layers;

/// <summary>The paths of a layer, each once, in the order in which layers list them.</summary>
internal sealed class LayerTree
{
    // Ordinal order puts a folder before its contents, since its path is a prefix.
    private readonly SortedDictionary<string, LayerEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Sorted by path.</summary>
    public IReadOnlyCollection<LayerEntry> Entries => _entries.Values;

    public LayerEntry? Find(string path) => _entries.GetValueOrDefault(path);

    /// <summary>As in extraction: a later entry replaces an earlier one.</summary>
    public void Set(LayerEntry entry) => _entries[entry.Path] = entry;

    public bool TryAdd(LayerEntry entry) => _entries.TryAdd(entry.Path, entry);

    /// <summary>Both trees as one, as in extraction of one after the other.</summary>
    public static LayerTree Over(LayerTree below, LayerTree above)
    {
        var tree = new LayerTree();
        foreach (var entry in below.Entries.Concat(above.Entries)) tree.Set(entry);
        return tree;
    }

    /// <summary>Only the entries that the filter keeps.</summary>
    public LayerTree Where(PathFilter filter)
    {
        var tree = new LayerTree();
        foreach (var entry in Entries)
        {
            if (filter.Has(entry.Path)) tree.Set(entry);
        }

        return tree;
    }

    /// <summary>The path with every symbolic link among its folders followed, like the kernel; null if they lead
    /// nowhere.</summary>
    /// <remarks>A layer with <c>lib/x</c> and its own folder <c>lib</c> would replace Debian's link from <c>lib</c> to
    /// <c>usr/lib</c>, and nothing in the image would start.</remarks>
    public string? TryResolve(string path) =>
        LinkResolver.TryResolve(path, p => (Find(p) as LinkEntry)?.Target, followLast: false);
}
