using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;

namespace Argosy.Packages.Wheels;

/// <summary>Where a project's sdists come from.</summary>
/// <param name="Distribution">The release whose source packages are used by default: the model's first.</param>
/// <param name="Mirror">A Debian mirror a user named, which has priority.</param>
public sealed record SourceArchive(Distribution Distribution, string? Mirror = null)
{
    /// <summary>The declared sources, in the order in which they are tried.</summary>
    public IReadOnlyList<WheelSource> Sources { get; init; } = WheelSet.Empty.Sources;

    /// <summary>The project's folder, for sources in it.</summary>
    public string Root { get; init; } = ".";
}
