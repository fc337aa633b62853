using System.Text.Json;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Images.SupplyChain.Comparison;

/// <summary>Compares two images, platform by platform.</summary>
public static class ImageComparison
{
    // Folders of the two upper levels: enough to see where an image grew.
    private const int Levels = 2;

    /// <summary>The differences of each platform that either image has, sorted by platform.</summary>
    public static async Task<IReadOnlyList<PlatformDifference>> CompareAsync(
        ImageSource before, ImageSource after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var platforms = before.Platforms.Concat(after.Platforms).Select(Name).Distinct()
            .Order(StringComparer.Ordinal).ToList();
        var differences = new List<PlatformDifference>();
        foreach (var platform in platforms)
        {
            var old = await SideAsync(before, platform, cancellation);
            var current = await SideAsync(after, platform, cancellation);
            differences.Add(Compare(platform, old, current));
        }

        return differences;
    }

    private static string Name(Descriptor platform) => platform.Platform?.ToString() ?? "unknown";

    private static async Task<Side> SideAsync(ImageSource image, string platform, CancellationToken cancellation)
    {
        if (image.Platforms.FirstOrDefault(p => Name(p) == platform) is not { } found) return Side.Absent;
        var manifest = await image.ReadAsync(found, cancellation);
        var files = await ImageFiles.ReadAsync(image.Store, manifest, InstalledPackages.IsNeeded, cancellation);
        var config = await image.Store.ReadBytesAsync(manifest.Config, cancellation);
        return new(
            found.Digest.ToString(), manifest.Layers.Sum(l => l.Blob.Size),
            InstalledPackages.Read(files).ToDictionary(p => p.Name, p => p.Version, StringComparer.Ordinal),
            files.All.ToDictionary(f => f.Path, StringComparer.Ordinal), Flatten(config));
    }

    private static PlatformDifference Compare(string platform, Side before, Side after) => new(
        platform, before.Digest, after.Digest, before.Compressed, after.Compressed,
        [.. Changes(before.Packages, after.Packages)],
        [.. from path in before.Files.Keys.Union(after.Files.Keys).Order(StringComparer.Ordinal)
            let old = before.Files.GetValueOrDefault(path)
            let current = after.Files.GetValueOrDefault(path)
            where old != current
            select new FileChange(path, old, current)],
        [.. Changes(before.Config, after.Config)],
        [.. Sizes(before, after)]);

    private static IEnumerable<ValueChange> Changes(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        from name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
        let old = before.GetValueOrDefault(name)
        let current = after.GetValueOrDefault(name)
        where old != current
        select new ValueChange(name, old, current);

    private static IEnumerable<FolderSize> Sizes(Side before, Side after)
    {
        var (old, current) = (ByFolder(before), ByFolder(after));
        return from folder in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal)
               let size = new FolderSize(folder, old.GetValueOrDefault(folder), current.GetValueOrDefault(folder))
               where size.Before != size.After
               select size;
    }

    private static Dictionary<string, long> ByFolder(Side side) => side.Files.Values.Where(f => f.Kind == "file")
        .GroupBy(f => Folder(f.Path)).ToDictionary(g => g.Key, g => g.Sum(f => f.Size), StringComparer.Ordinal);

    private static string Folder(string path)
    {
        var parts = path.Split('/');
        return "/" + string.Join('/', parts.Take(Math.Min(Levels, parts.Length - 1)));
    }

    // "config.Env[0]" → "PATH=…"; what names layers is compared by their files.
    private static Dictionary<string, string> Flatten(byte[] config)
    {
        using var json = JsonDocument.Parse(config);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten(json.RootElement, "", values);
        return values;
    }

    private static void Flatten(JsonElement json, string name, Dictionary<string, string> values)
    {
        if (name is "rootfs" or "history") return;
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
                Flatten(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}", values);
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in json.EnumerateArray().Index()) Flatten(item, $"{name}[{index}]", values);
        }
        else
        {
            values[name] = json.ToString();
        }
    }

    private sealed record Side(
        string? Digest, long Compressed, IReadOnlyDictionary<string, string> Packages,
        IReadOnlyDictionary<string, ImageFile> Files, IReadOnlyDictionary<string, string> Config)
    {
        public static Side Absent { get; } = new(
            null, 0, new Dictionary<string, string>(), new Dictionary<string, ImageFile>(),
            new Dictionary<string, string>());
    }
}
