using Argosy.Oci.Registry;

namespace Argosy.Images.Publishing;

/// <summary>The command line's choices for pushing images.</summary>
public sealed record PushSettings
{
    /// <summary>Host and prefix of repositories, instead of the declared ones; null for those.</summary>
    public string? Registry { get; init; }

    /// <summary>Certificates to trust besides; null for none.</summary>
    public RegistryAuthorities? Authorities { get; init; }

    /// <summary>Whether the registries speak http.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Whether to find out what would be sent, and to send nothing.</summary>
    public bool DryRun { get; init; }
}
