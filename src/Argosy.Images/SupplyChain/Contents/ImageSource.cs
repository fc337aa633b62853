using System.Text.Json;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>An image in a layout or a registry: its top document, and the manifest of each platform.</summary>
/// <param name="Store">Where it is.</param>
/// <param name="Top">The index, or the manifest of an image for one platform.</param>
/// <param name="Platforms">The manifests of platforms, in the order of the index.</param>
public sealed record ImageSource(IManifestStore Store, StoredManifest Top, IReadOnlyList<Descriptor> Platforms)
{
    /// <summary>The digests that a signature must cover: the top document's and those of all platforms.</summary>
    public IReadOnlyList<Descriptor> Subjects => [.. Platforms.Prepend(Top.Descriptor).DistinctBy(d => d.Digest)];

    /// <summary>Opens an image of a store. Errors ARG0473 (not there), ARG0474 (no image).</summary>
    public static async Task<ImageSource> OpenAsync(
        IManifestStore store, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var top = await store.GetManifestAsync(reference, cancellation);
        try
        {
            if (top.IsIndex)
            {
                // Entries that aren't images, such as BuildKit's attestations, have no platform of their own.
                var platforms = ReferrerEntry.ReadAll(top.Bytes).Select(e => e.Manifest)
                    .Where(m => m.Platform is { Os: not "unknown" });
                return new(store, top, [.. platforms]);
            }

            var config = ArtifactManifest.Read(top.Bytes).Config;
            var platform = ReadPlatform(await store.ReadBytesAsync(config, cancellation));
            return new(store, top, [top.Descriptor with { Platform = platform }]);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException)
        {
            throw new ArgosyException(new Diagnostic("ARG0474", new($"{store.Place}:{reference}"),
                $"it isn't an image: {e.Message.TrimEnd('.')}", "Name a tag or a digest of an image."), e);
        }
    }

    /// <summary>Opens the only image of a layout. Errors ARG0420 (no layout), ARG0473 (several images).</summary>
    public static Task<ImageSource> OpenLayoutAsync(string folder, CancellationToken cancellation)
    {
        var store = new LayoutStore(folder);
        return store.Entries() switch
        {
            [var only] => OpenAsync(store, only.Manifest.Digest.ToString(), cancellation),
            [] => throw new ArgosyException(new Diagnostic("ARG0420", new(folder), "it isn't an OCI image layout",
                "A layout has 'oci-layout' and 'index.json': build the image.")),
            _ => throw new ArgosyException(new Diagnostic("ARG0473", new(folder), "the layout holds several images",
                "Copy the image to a layout of its own.")),
        };
    }

    /// <summary>The manifest of one of the image's platforms.</summary>
    public async Task<ArtifactManifest> ReadAsync(Descriptor platform, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var stored = await Store.GetManifestAsync(platform.Digest.ToString(), cancellation);
        return ArtifactManifest.Read(stored.Bytes);
    }

    private static OciPlatform ReadPlatform(byte[] config)
    {
        using var json = JsonDocument.Parse(config);
        var root = json.RootElement;
        return new(
            root.GetProperty("os").GetString()!, root.GetProperty("architecture").GetString()!,
            root.TryGetProperty("variant", out var variant) ? variant.GetString() : null);
    }
}
