using System.Numerics;

namespace Argosy.Images.Layers;

/// <summary>A package, as far as layers depend on it.</summary>
/// <param name="Name">The binary package's name.</param>
/// <param name="Source">Its source package's name.</param>
/// <param name="Size">The bytes that its files take.</param>
internal sealed record GroupedPackage(string Name, string Source, long Size);

/// <summary>Divides an image's packages into layers, by the images that have them too and by source package.</summary>
/// <remarks>docs/adr/0023-layers-by-sharing.md. The packages that exactly the same images have are a candidate for a
/// layer; large packages are candidates of their own, together with the large ones of the same source. Each image takes
/// the candidates that save most, and puts the rest into one layer. What a candidate is depends on the images that have
/// it alone, so that all of them make the same layer of it.</remarks>
/// <param name="budget">The largest number of groups, at least 1.</param>
/// <param name="set">The names of the packages of each image of the set, by the image's name.</param>
internal sealed class PackageGroups(int budget, IReadOnlyDictionary<string, IReadOnlySet<string>> set)
{
    /// <summary>A package of this size is a candidate of its own.</summary>
    public const long Large = 8 << 20;

    /// <summary>The groups, in the order of layers: what more images have is lower. Packages in the order of their
    /// names.</summary>
    /// <param name="image">The image's name; the set may lack it.</param>
    /// <param name="packages">All packages of the image.</param>
    public IReadOnlyList<IReadOnlyList<GroupedPackage>> Of(string image, IEnumerable<GroupedPackage> packages)
    {
        var candidates = packages
            .GroupBy(p => (Images: ImagesWith(image, p.Name), Source: p.Size >= Large ? p.Source : ""))
            .Select(g => new Candidate(g.Key.Images, g.Key.Source, [.. g.OrderBy(p => p.Name, StringComparer.Ordinal)]))
            .ToList();
        // Only this image has them, and they are small: that is the rest.
        var own = candidates.Where(c => c is { Shared: 1, Source: "" }).ToList();
        var ranked = candidates.Except(own)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Images, StringComparer.Ordinal)
            .ThenBy(c => c.Source, StringComparer.Ordinal)
            .ToList();
        var layers = ranked.Count + own.Count <= budget ? ranked.Count : budget - 1;
        var rest = ranked.Skip(layers).Concat(own).SelectMany(c => c.Packages)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. ranked.Take(layers)
                .OrderByDescending(c => c.Shared)
                .ThenBy(c => c.Images, StringComparer.Ordinal)
                .ThenBy(c => c.Source, StringComparer.Ordinal)
                .Select(c => c.Packages),
            .. rest.Count > 0 ? [rest] : (IReadOnlyList<GroupedPackage>[])[],
        ];
    }

    private string ImagesWith(string image, string package) => string.Join(
        ' ', set.Where(i => i.Value.Contains(package)).Select(i => i.Key).Append(image)
            .Distinct()
            .Order(StringComparer.Ordinal));

    private sealed record Candidate(string Images, string Source, IReadOnlyList<GroupedPackage> Packages)
    {
        public int Shared { get; } = Images.Count(c => c == ' ') + 1;

        // The bytes that a layer of its own saves the set; in powers of two, so that a package that grows a little
        // doesn't change the order.
        public int Value => Shared * (BitOperations.Log2((ulong)Packages.Sum(p => p.Size) >> 10 | 1) + 1);
    }
}
