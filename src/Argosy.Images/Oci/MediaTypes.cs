namespace Argosy.Images.Oci;

/// <summary>The media types of OCI image spec 1.0 that a layout here holds, and the names of its fixed files.</summary>
public static class MediaTypes
{
    /// <summary>A multi-platform index.</summary>
    public const string Index = "application/vnd.oci.image.index.v1+json";

    /// <summary>One platform's manifest.</summary>
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>An image's configuration.</summary>
    public const string Config = "application/vnd.oci.image.config.v1+json";

    /// <summary>A layer.</summary>
    public const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";
}
