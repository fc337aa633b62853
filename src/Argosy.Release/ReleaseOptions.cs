using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Signing;

namespace Argosy.Release;

/// <summary>How the command line has a release made.</summary>
/// <param name="loadKey">Reads the key that signs; gives null without one. Error ARG0257 if it can't be used.</param>
public sealed class ReleaseOptions(Func<SigningKey?> loadKey)
{
    private readonly Lazy<SigningKey?> _key = new(loadKey);

    /// <summary>The option with the private key's file, before <c>--sign-key</c>.</summary>
    public const string KeyOption = "release-key";

    /// <summary>The option that only says what would be released.</summary>
    public const string DryRunOption = "release-dry-run";

    /// <summary>The version instead of the one that git's tags give; null for that.</summary>
    public string? Version { get; init; }

    /// <summary>Only says what would be released: nothing is built.</summary>
    public bool DryRun { get; init; }

    /// <summary>The URI that identifies the builder.</summary>
    public string Builder { get; init; } = Provenance.LocalBuilder;

    /// <summary>The key that signs; null without one.</summary>
    public SigningKey? Key => _key.Value;
}
