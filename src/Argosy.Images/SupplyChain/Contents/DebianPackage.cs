using Argosy.Artifacts;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>A Debian package in an image.</summary>
/// <param name="Name">The binary package's name.</param>
/// <param name="Version">Its version, epoch and revision included.</param>
/// <param name="Architecture">Debian's name, or <c>all</c>.</param>
public sealed record DebianPackage(string Name, string Version, string Architecture)
{
    /// <summary>The source package's name.</summary>
    public string Source { get; init; } = Name;

    /// <summary>The source package's version.</summary>
    public string SourceVersion { get; init; } = Version;

    /// <summary>The digest of the .deb by the lock; null if the lock doesn't have this version.</summary>
    public Digest? Digest { get; init; }

    /// <summary>What the package's copyright file says; null if there is none.</summary>
    public PackageLicense? License { get; init; }

    /// <summary>The packages of the image that it depends on, sorted.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The maintainer's name and address; null if unknown.</summary>
    public string? Maintainer { get; init; }
}
