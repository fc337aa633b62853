using Argosy.Oci.Transfer;

namespace Argosy.Images.Publishing;

/// <summary>The command line's choices for pushing images.</summary>
public sealed record PushSettings
{
    /// <summary>Host and prefix of repositories, instead of the declared ones; null for those.</summary>
    public string? Registry { get; init; }

    /// <summary>How to transfer.</summary>
    public RegistryOptions Options { get; init; } = new();

    /// <summary>Whether to find out what would be sent, and to send nothing.</summary>
    public bool DryRun { get; init; }
}
