using Argosy.Artifacts;

namespace Argosy.Toolchains.Debian;

/// <summary>One package of a root, pinned to its bytes.</summary>
/// <param name="Name">The binary package's name.</param>
/// <param name="Version">Its version, epoch and revision included.</param>
/// <param name="Digest">The digest of the .deb.</param>
public sealed record LockedPackage(string Name, string Version, Digest Digest)
{
    /// <inheritdoc />
    public override string ToString() => $"{Name} {Version}";
}
