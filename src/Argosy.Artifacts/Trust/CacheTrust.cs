using Argosy.Artifacts.Actions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Trust;

/// <summary>Decides whether another user's result is accepted, and signs results that are made here.</summary>
public sealed class CacheTrust
{
    private readonly TrustedKeys _keys;
    private readonly SigningKey? _own;

    internal CacheTrust(TrustPolicy policy, TrustedKeys keys, SigningKey? own = null)
    {
        (Policy, _keys, _own) = (policy, keys, own);
        if (own is not null) keys.Add(own.Public);
    }

    /// <summary>Accepts everything, and signs nothing.</summary>
    public static CacheTrust Any { get; } = new(TrustPolicy.Any, new());

    /// <summary>The policy for unsigned results.</summary>
    public TrustPolicy Policy { get; }

    /// <summary>Whether results that are made here are signed.</summary>
    public bool Signs => _own is not null;

    /// <summary>The file of the user's own list of trusted keys; null for a user without a home.</summary>
    public static string? UserKeys => ConfigFolder is { } folder ? Path.Combine(folder, "trusted-keys") : null;

    /// <summary>The user's folder of configuration for Argosy, by the XDG base directory specification;
    /// null without a home.</summary>
    public static string? ConfigFolder
    {
        get
        {
            var xdg = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
            if (Path.IsPathRooted(xdg)) return Path.Combine(xdg, "argosy");
            var home = Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            return home.Length > 0 ? Path.Combine(home, ".config", "argosy") : null;
        }
    }

    /// <summary>Reads the user's settings.</summary>
    /// <param name="written">A policy's name, or files of public keys,
    /// which mean <see cref="TrustPolicy.SignedOnly"/>.</param>
    /// <param name="signingKey">The file of the private key to sign with; null for none.</param>
    /// <param name="userKeys">The user's own list, which may be missing. If it exists, unsigned results are rejected by
    /// default.</param>
    /// <exception cref="ArgosyException">ARG0256 and ARG0257: a file can't be used. ARG0265: only signed results are
    /// accepted, but no key is trusted.</exception>
    public static CacheTrust Read(IReadOnlyCollection<string> written, string? signingKey, string? userKeys)
    {
        ArgumentNullException.ThrowIfNull(written);
        var keys = new TrustedKeys();
        if (userKeys is not null && File.Exists(userKeys)) keys.AddFile(userKeys);
        TrustPolicy? policy = null;
        foreach (var word in written)
        {
            if (TryName(word) is { } named)
            {
                policy = named;
                continue;
            }

            keys.AddFile(word);
            policy ??= TrustPolicy.SignedOnly;
        }

        policy ??= keys.Count > 0 ? TrustPolicy.SignedOnly : TrustPolicy.Content;
        var trust = new CacheTrust(policy.Value, keys, signingKey is null ? null : SigningKey.Load(signingKey));
        return policy == TrustPolicy.SignedOnly && keys.Count == 0
            ? throw new ArgosyException(new Diagnostic("ARG0265", SourceLocation.CommandLine,
                "only signed results are to be taken, and no key is trusted",
                "Name a file of public keys with --cache-trust=FILE, "
                + $"or write them to {userKeys ?? "the user's configuration"}."))
            : trust;
    }

    /// <summary>The signature of a result that was made here; null without a key.</summary>
    public ResultSignature? Sign(ActionResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return _own?.Sign(ResultSignature.Statement(result));
    }

    /// <summary>Whether the signature names a trusted key; <see cref="Refusal"/> checks that it is valid.</summary>
    internal bool Knows(ResultSignature? signature) =>
        signature is not null && _keys.TryFind(signature.Key) is not null;

    /// <summary>Whether a trusted key has signed exactly this statement.</summary>
    public bool Vouches(ResultSignature? signature, Func<byte[]> statement) =>
        signature is not null && _keys.TryFind(signature.Key) is { } key && key.Verifies(statement(), signature);

    /// <summary>Why another user's result is rejected; null if it is accepted.</summary>
    /// <param name="place">Where it was found.</param>
    /// <param name="result">The result; its log may still be missing.</param>
    /// <param name="signature">The signature that came with it.</param>
    /// <param name="statement">The statement that it must sign; called only if the key is trusted.</param>
    public Diagnostic? Refusal(string place, ActionResult result, ResultSignature? signature, Func<byte[]> statement)
    {
        if (Knows(signature))
        {
            return Vouches(signature, statement) ? null : Refused("ARG0262", "its signature isn't that of this result",
                "Somebody changed the result or its signature: delete the entry, and ask who may write there.");
        }

        var lacks = signature is null
            ? "it isn't signed"
            : $"it is signed by the key {HarmlessText.OfLine(signature.Key)}, which isn't trusted";
        return Policy switch
        {
            TrustPolicy.SignedOnly => Refused("ARG0260", lacks,
                "Let the build that fills the cache sign with --cache-key=FILE, "
                + "and list its public key in --cache-trust=FILE."),
            TrustPolicy.Content when result.Proofs.Count > 0 => Refused("ARG0261", $"it claims proofs, and {lacks}",
                "The task proves again. Let the build that fills the cache sign with --cache-key=FILE, "
                + "and list its public key in --cache-trust=FILE."),
            _ => null,
        };

        Diagnostic Refused(string id, string cause, string remedy) =>
            new(id, new(place), $"the result of {HarmlessText.OfLine(result.Task)} isn't taken: {cause}", remedy);
    }

    private static TrustPolicy? TryName(string word) => word switch
    {
        "any" => TrustPolicy.Any,
        "content" => TrustPolicy.Content,
        "signed" => TrustPolicy.SignedOnly,
        _ => null,
    };
}
