using Argosy.Artifacts.Trust;

namespace Argosy.Images.SupplyChain;

/// <summary>The commit that is built.</summary>
/// <param name="Id">Its 40 hexadecimal digits.</param>
/// <param name="HasChanges">Whether tracked files differ from it.</param>
public sealed record SourceCommit(string Id, bool HasChanges);

/// <summary>How a run signs images.</summary>
/// <param name="findCommit">Finds the commit, when it is first needed.</param>
public sealed class SigningSettings(Func<SourceCommit?> findCommit)
{
    private readonly Lazy<SourceCommit?> _commit = new(findCommit);

    /// <summary>The variable with the file of the private key, after the option <c>--sign-key</c>.</summary>
    public const string KeyVariable = "ARGOSY_SIGN_KEY";

    /// <summary>The variable with the password of an encrypted key.</summary>
    public const string PasswordVariable = "ARGOSY_SIGN_PASSWORD";

    /// <summary>The variable with the URI of the builder, for provenance.</summary>
    public const string BuilderVariable = "ARGOSY_BUILDER_ID";

    /// <summary>The file of the private key; null for no signatures.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The password of the key; null for a plain one.</summary>
    public string? Password { get; init; }

    /// <summary>The registry and path under which the images are published, such as
    /// <c>registry.example/argosy</c>; null if they are signed without one.</summary>
    public string? Prefix { get; init; }

    /// <summary>The URI that identifies the builder; null for a local one.</summary>
    public string? Builder { get; init; }

    /// <summary>The commit; null outside of a repository.</summary>
    public SourceCommit? Commit => _commit.Value;

    /// <summary>Reads the key; null without one. Error ARG0257 if it can't be used.</summary>
    public SigningKey? LoadKey() => KeyFile is { } file ? SigningKey.Load(file, Password) : null;
}
