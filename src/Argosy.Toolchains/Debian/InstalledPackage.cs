using Argosy.Artifacts;

namespace Argosy.Toolchains.Debian;

/// <summary>A package of a root, with what its control file says.</summary>
/// <param name="Name">The binary package's name.</param>
/// <param name="Version">Its version, epoch and revision included.</param>
/// <param name="Architecture">Debian's name of its architecture, or <c>all</c>.</param>
/// <param name="Source">The source package's name.</param>
/// <param name="SourceVersion">The source package's version.</param>
/// <param name="Digest">The digest of the .deb.</param>
public sealed record InstalledPackage(
    string Name, string Version, string Architecture, string Source, string SourceVersion, Digest Digest)
{
    /// <summary>The bytes that its files take, as its control file says; 0 if it doesn't.</summary>
    public long InstalledSize { get; init; }

    /// <summary>The path of its copyright file in the root, absolute; null if it has none.</summary>
    public string? LicenceFile { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Name} {Version} ({Architecture})";
}
