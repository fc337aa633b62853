using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Images;

/// <summary>One architecture's image.</summary>
/// <param name="Architecture">Its architecture.</param>
/// <param name="Layout">The folder of its OCI layout.</param>
/// <param name="Manifest">Its manifest, whose digest identifies the image.</param>
/// <param name="Layers">The packages, then what finishes them, then the files.</param>
public sealed record BuiltImage(
    Architecture Architecture, string Layout, Descriptor Manifest, IReadOnlyList<Descriptor> Layers)
{
    /// <summary>Information for the user, one paragraph each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
