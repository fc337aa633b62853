using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Platforms;

namespace Argosy.Images.SupplyChain;

/// <summary>What to say about an image.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Layout">The folder of its OCI layout, which isn't changed.</param>
/// <param name="Locks">The lock file of each architecture's Debian packages; a missing file means that no digests of
/// packages are known.</param>
/// <param name="Provenance">How the image was built.</param>
public sealed record AttestationRequest(
    string Image, string Layout, IReadOnlyDictionary<Architecture, string> Locks, Provenance Provenance)
{
    /// <summary>The key to sign with; null for documents without signatures.</summary>
    public SigningKey? Key { get; init; }

    /// <summary>The name under which the image is published, without a tag, such as
    /// <c>registry.example/argosy/runtime</c>. Signatures contain it, and the policies of podman and skopeo compare
    /// it; the image's name by default.</summary>
    public string? Identity { get; init; }

    /// <summary>The project's own packages.</summary>
    public OwnPackages Own { get; init; } = OwnPackages.None;
}
