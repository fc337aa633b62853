namespace Argosy.Oci.Model;

/// <summary>The media types of the OCI image spec.</summary>
public static class MediaTypes
{
    /// <summary>A multi-platform index.</summary>
    public const string Index = "application/vnd.oci.image.index.v1+json";

    /// <summary>A manifest: of one platform's image, or of another artifact (OCI image spec 1.1).</summary>
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>An image's configuration.</summary>
    public const string Config = "application/vnd.oci.image.config.v1+json";

    /// <summary>A layer.</summary>
    public const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";

    /// <summary>Docker's equivalent of an index.</summary>
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Docker's equivalent of an image's manifest.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>A body whose type only its descriptor gives.</summary>
    public const string Bytes = "application/octet-stream";
}
