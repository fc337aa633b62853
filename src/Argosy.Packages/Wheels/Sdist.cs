using Argosy.Artifacts;
using Argosy.Packages.Wheels.Definition;

namespace Argosy.Packages.Wheels;

/// <summary>An upstream source archive, fetched and verified.</summary>
/// <param name="Wheel">The wheel that is built from it.</param>
/// <param name="Version">The Debian version of its source package.</param>
/// <param name="Path">The archive.</param>
/// <param name="Digest">Its content's digest.</param>
/// <param name="Pinned">The lock file names exactly this content.</param>
public sealed record Sdist(WheelDefinition Wheel, string Version, string Path, Digest Digest, bool Pinned);
