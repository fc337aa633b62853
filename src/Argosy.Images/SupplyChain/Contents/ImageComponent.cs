using Argosy.Artifacts;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>What a component of an image, other than a Debian package, is.</summary>
public enum ComponentKind
{
    /// <summary>A NuGet package.</summary>
    Nuget,

    /// <summary>A Python package.</summary>
    Python,

    /// <summary>A library or a program that no package owns.</summary>
    Binary,
}

/// <summary>A component of an image that isn't a Debian package.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The package's name; a binary's path in the image.</param>
/// <param name="Version">Its version; null if unknown.</param>
/// <param name="Digest">Of the binary, or of the package's file; null if unknown.</param>
public sealed record ImageComponent(ComponentKind Kind, string Name, string? Version, Digest? Digest)
{
    /// <summary>An SPDX licence expression; null if unknown.</summary>
    public string? License { get; init; }

    /// <summary>The paths in the image by which it was recognized, sorted.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The package URL; null for a binary, which no registry has.</summary>
    public string? Purl => Kind switch
    {
        ComponentKind.Nuget => PackageUrl.Nuget(Name, Version),
        ComponentKind.Python => PackageUrl.Python(Name, Version),
        _ => null,
    };
}
