using Argosy.Artifacts;

namespace Argosy.Release.Sboms;

/// <summary>What is in a file of a release.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Purl">Its package URL.</param>
/// <param name="Digest">The file's digest.</param>
internal sealed record PackageContents(string Name, string Version, string Purl, Digest Digest)
{
    /// <summary>An SPDX licence expression; null if it names none.</summary>
    public string? License { get; init; }

    /// <summary>What it needs, as it says so; sorted by name.</summary>
    public IReadOnlyList<PackageNeed> Needs { get; init; } = [];

    /// <summary>The files in it, by path, sorted.</summary>
    public IReadOnlyList<(string Path, Digest Digest)> Files { get; init; } = [];
}

/// <summary>Something that a package needs.</summary>
/// <param name="Name">The name of a package, or a library's soname.</param>
/// <param name="Range">The versions that fit, as the package writes them; null for any.</param>
/// <param name="Purl">The package URL, without a version; null for a library.</param>
internal sealed record PackageNeed(string Name, string? Range, string? Purl);
