using System.Text.Json;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Model;

namespace Argosy.Images.SupplyChain.Signing;

/// <summary>A Sigstore bundle, version 0.3, of a signed statement, for verification with a key and without a
/// transparency log.</summary>
/// <param name="Envelope">The statement with its signature.</param>
/// <param name="KeyHint">Names the public key.</param>
public sealed record SigstoreBundle(Dsse Envelope, string KeyHint)
{
    /// <summary>The media type, which is also the artifact type of a referrer.</summary>
    public const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    // What cosign selects bundles by, without reading them.
    private const string ContentAnnotation = "dev.sigstore.bundle.content";
    private const string PredicateAnnotation = "dev.sigstore.bundle.predicateType";

    /// <summary>A bundle of a statement that is signed here.</summary>
    public static SigstoreBundle Sign(byte[] statement, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(Dsse.Sign(statement, key), HintOf(key.Public));
    }

    /// <summary>The name of a key: the digest of its SubjectPublicKeyInfo, in base64, as cosign gives it.</summary>
    public static string HintOf(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var hash = new byte[32];
        key.Fingerprint.CopyTo(hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>The annotations of a referrer with a bundle.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Annotations(string predicateType) =>
        [new(ContentAnnotation, "dsse-envelope"), new(PredicateAnnotation, predicateType)];

    /// <summary>The document.</summary>
    public byte[] Write() => OciJson.Write(json =>
    {
        json.WriteString("mediaType", MediaType);
        json.WriteStartObject("verificationMaterial");
        json.WriteStartObject("publicKey");
        json.WriteString("hint", KeyHint);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("dsseEnvelope");
        Envelope.Write(json);
        json.WriteEndObject();
    });

    /// <summary>Reads a bundle of a DSSE envelope; null for one of another content.</summary>
    /// <exception cref="FormatException">It isn't a bundle.</exception>
    public static SigstoreBundle? TryRead(byte[] bundle)
    {
        try
        {
            using var json = JsonDocument.Parse(bundle);
            var hint = json.RootElement.GetProperty("verificationMaterial").TryGetProperty("publicKey", out var key)
                && key.TryGetProperty("hint", out var text) ? text.GetString() : null;
            return json.RootElement.TryGetProperty("dsseEnvelope", out var envelope)
                ? new(Dsse.Read(envelope), hint ?? "")
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
