using Argosy.Artifacts;
using Argosy.Packages.Wheels.Definition;

namespace Argosy.Packages.Wheels;

/// <summary>An upstream source archive, fetched and verified.</summary>
/// <param name="Wheel">The wheel that is built from it.</param>
/// <param name="Version">Its upstream version.</param>
/// <param name="Path">The archive.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="Pinned">The lock file names exactly this content.</param>
public sealed record Sdist(WheelDefinition Wheel, string Version, string Path, Digest Digest, bool Pinned)
{
    /// <summary>The source that had it, such as <c>debian-12 markupsafe 2.1.2-1</c>.</summary>
    public string From { get; init; } = "";
}
