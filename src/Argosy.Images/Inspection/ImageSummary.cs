using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.Engines;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;

namespace Argosy.Images.Inspection;

/// <summary>What one platform's image holds, read from its layout.</summary>
/// <param name="Platform"><c>os/arch[/variant]</c>.</param>
/// <param name="Digest">Of its manifest.</param>
/// <param name="Size">Of all its blobs, in bytes.</param>
/// <param name="Layers">In their order.</param>
/// <param name="Settings">The <c>config</c> of its configuration, such as <c>Entrypoint</c>; null for none.</param>
/// <param name="Packages">The number of Debian packages, by dpkg's record in the layers; null if there is no record
/// that can be read.</param>
public sealed record ImageSummary(
    string Platform, Digest Digest, long Size, IReadOnlyList<LayerSummary> Layers, JsonElement? Settings, int? Packages)
{
    private const string Status = "var/lib/dpkg/status";

    /// <summary>Reads an image's documents and layers.</summary>
    public static ImageSummary Of(PlatformImage image, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var config = JsonDocument.Parse(image.Read(image.Manifest.Config));
        var comments = Comments(config.RootElement);
        var layers = image.Manifest.Layers
            .Select((l, i) => new LayerSummary(
                l.Digest, l.Size, l.MediaType, comments.Count == image.Manifest.Layers.Count ? comments[i] : null))
            .ToList();
        return new(image.Descriptor.Platform!.ToString(), image.Descriptor.Digest,
            image.Descriptor.Size + image.Manifest.Config.Size + layers.Sum(l => l.Size), layers,
            config.RootElement.TryGetProperty("config", out var settings) ? settings.Clone() : null,
            CountPackages(image, cancellation));
    }

    // Those of the entries that stand for a layer.
    private static List<string?> Comments(JsonElement config) =>
        config.TryGetProperty("history", out var history) && history.ValueKind == JsonValueKind.Array
            ? [.. from entry in history.EnumerateArray()
                  where !(entry.TryGetProperty("empty_layer", out var empty) && empty.ValueKind == JsonValueKind.True)
                  select entry.TryGetProperty("comment", out var comment) ? comment.GetString() : null]
            : [];

    // A later layer's record replaces an earlier one; images without a package manager have a file for each package.
    private static int? CountPackages(PlatformImage image, CancellationToken cancellation)
    {
        int? whole = null;
        var single = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in image.Manifest.Layers)
        {
            if (layer.MediaType != MediaTypes.Layer) return null;
            using var gzip = new GZipStream(
                File.OpenRead(BlobFolder.PathIn(image.Layout, layer.Digest)), CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (name == Status && entry.DataStream is { } status) whole = CountRecords(status);
                if (name.StartsWith($"{Status}.d/", StringComparison.Ordinal)
                    && entry.EntryType is TarEntryType.RegularFile
                    && !name.EndsWith(".md5sums", StringComparison.Ordinal))
                    single.Add(name);
            }
        }

        return single.Count > 0 ? (whole ?? 0) + single.Count : whole;
    }

    private static int CountRecords(Stream status)
    {
        using var reader = new StreamReader(status);
        var count = 0;
        while (reader.ReadLine() is { } line)
            if (line.StartsWith("Package:", StringComparison.Ordinal)) count++;
        return count;
    }
}
