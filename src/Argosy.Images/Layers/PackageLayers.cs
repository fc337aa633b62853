using Argosy.Images.Definition;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Layers;

/// <summary>The layers of an image's packages: those of each group, then what no package ships, such as dpkg's
/// record.</summary>
internal sealed class PackageLayers
{
    private readonly Dictionary<(int, int), PackagedContent> _contents = [];

    private PackageLayers()
    {
    }

    /// <summary>All paths of the packages, also those that the image leaves out.</summary>
    public LayerTree Root { get; private init; } = new();

    /// <summary>The paths of the packages that the image has.</summary>
    public LayerTree Whole { get; private init; } = new();

    /// <summary>The layers, base first. Together they have the same paths.</summary>
    public IReadOnlyList<PlannedLayer> Layers { get; private set; } = [];

    /// <summary>A root as one layer.</summary>
    public static PackageLayers OfOne(LayerTree root, PathFilter filter, string comment)
    {
        var kept = root.Where(filter);
        return new() { Root = root, Whole = kept, Layers = [new(kept, comment)] };
    }

    /// <summary>Distributes the paths that the filter keeps.</summary>
    /// <param name="root">The packages.</param>
    /// <param name="filter">The image's paths.</param>
    /// <param name="groups">Every package in one group.</param>
    /// <param name="what">The packages' distribution, for the image's history.</param>
    public static PackageLayers Plan(
        PackagedRoot root, PathFilter filter, IReadOnlyList<IReadOnlyList<GroupedPackage>> groups, string what)
    {
        var group = groups.Index().SelectMany(g => g.Item.Select(p => (p.Name, g.Index)))
            .ToDictionary(p => p.Name, p => p.Index, StringComparer.Ordinal);
        var trees = Enumerable.Range(0, groups.Count + 1).Select(_ => new LayerTree()).ToList();
        var layers = trees.Zip([.. groups.Select(g => $"packages of {what}: {Named(g)}"), $"packages of {what}"])
            .Select(t => new PlannedLayer(t.First, t.Second));
        var plan = new PackageLayers();
        foreach (var entry in root.Entries)
        {
            var made = plan.Made(root, entry);
            plan.Root.Set(made);
            if (!filter.Has(entry.Path)) continue;
            plan.Whole.Set(made);
            var tree = trees[entry.Package is { } number ? group[root.Packages[number].Name] : groups.Count];
            tree.Set(made);
            // A layer names the folders on the way to its files, with the owner and mode that they have in the image.
            for (var parent = ImagePath.Parent(made.Path); parent.Length > 0; parent = ImagePath.Parent(parent))
            {
                if (plan.Whole.Find(parent) is { } folder && !tree.TryAdd(folder)) break;
            }
        }

        plan.Layers = [.. layers.Where(l => l.Tree.Entries.Count > 0)];
        return plan;
    }

    private LayerEntry Made(PackagedRoot root, PackagedEntry entry) => entry.Kind switch
    {
        PackagedKind.Folder => new FolderEntry(entry.Path, Mode(entry), entry.Owner, entry.Group),
        PackagedKind.Link => new LinkEntry(entry.Path, entry.Owner, entry.Group, entry.Link),
        _ => new FileEntry(entry.Path, Mode(entry), entry.Owner, entry.Group, ContentOf(root, entry)),
    };

    private FileContent ContentOf(PackagedRoot root, PackagedEntry entry)
    {
        if (entry.Package is not { } package) return new MemoryContent(entry.Bytes ?? []);
        var key = (package, entry.Ordinal);
        if (!_contents.TryGetValue(key, out var content))
            _contents[key] = content = new(root, package, entry.Ordinal, entry.Length);
        return content;
    }

    private static UnixFileMode Mode(PackagedEntry entry) => entry.Mode & LayerEntry.ModeMask;

    private static string Named(IReadOnlyList<GroupedPackage> group)
    {
        const int most = 5;
        var names = string.Join(", ", group.Take(most).Select(p => p.Name));
        return group.Count > most ? $"{names} and {group.Count - most} more" : names;
    }
}
