using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>What is in one platform's image.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Manifest">The digest of the platform's manifest.</param>
/// <param name="System">The distribution.</param>
public sealed record ImageContents(string Image, OciPlatform Platform, Digest Manifest, OperatingSystemRelease System)
{
    /// <summary>The Debian packages, sorted by name and architecture.</summary>
    public IReadOnlyList<DebianPackage> Packages { get; init; } = [];

    /// <summary>Everything else, sorted by kind and name.</summary>
    public IReadOnlyList<ImageComponent> Components { get; init; } = [];

    /// <summary>The package URL of a Debian package in this image.</summary>
    public string PurlOf(DebianPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return PackageUrl.Debian(System.Id, package.Name, package.Version, package.Architecture, System.Slug);
    }
}

/// <summary>A distribution's release, by <c>os-release</c>.</summary>
/// <param name="Id">Such as <c>debian</c>.</param>
/// <param name="Version">Such as <c>12</c>; empty for a rolling release.</param>
/// <param name="Title">For people.</param>
public sealed record OperatingSystemRelease(string Id, string Version, string Title)
{
    /// <summary>Such as <c>debian-12</c>.</summary>
    public string Slug => Version.Length > 0 ? $"{Id}-{Version}" : Id;

    internal static OperatingSystemRelease Read(string text)
    {
        var values = text.Split('\n').Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .GroupBy(p => p[0].Trim(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last()[1].Trim().Trim('"', '\''), StringComparer.Ordinal);
        var id = values.GetValueOrDefault("ID") ?? "linux";
        var version = values.GetValueOrDefault("VERSION_ID") ?? "";
        return new(id, version, values.GetValueOrDefault("PRETTY_NAME") ?? $"{id} {version}".Trim());
    }
}
