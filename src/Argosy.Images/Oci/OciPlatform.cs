using Argosy.Platforms;

namespace Argosy.Images.Oci;

/// <summary>A platform as an OCI index names it, with Go's words.</summary>
/// <param name="Os">The operating system.</param>
/// <param name="Architecture">GOARCH.</param>
/// <param name="Variant">Where the architecture has one.</param>
public sealed record OciPlatform(string Os, string Architecture, string? Variant)
{
    /// <summary>The platform of an architecture, by the dialect table.</summary>
    public static OciPlatform Of(Architecture architecture) =>
        new("linux", architecture.OciArchitecture, architecture.OciVariant);

    /// <inheritdoc />
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";
}
