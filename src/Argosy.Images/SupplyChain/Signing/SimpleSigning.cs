using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Images.SupplyChain.Signing;

/// <summary>A signature in the form that podman, skopeo and older cosigns verify: a layer of the manifest under the tag
/// <c>sha256-DIGITS.sig</c>.</summary>
/// <remarks>The payload is that of containers-signature(5); the tag and the annotations are cosign's (signature
/// specification). Several signatures of one image are layers of one manifest.</remarks>
public static class SimpleSigning
{
    private const string MediaType = "application/vnd.dev.cosign.simplesigning.v1+json";
    private const string SignatureAnnotation = "dev.cosignproject.cosign/signature";

    // The signatures of one key replace each other; without this, no one could tell whose they are.
    private const string KeyAnnotation = "dev.argosy.signature.key";

    /// <summary>The tag of an image's signatures.</summary>
    public static string TagOf(Digest subject) => $"sha256-{subject.Hex}.sig";

    /// <summary>Signs a manifest.</summary>
    /// <param name="subject">The manifest.</param>
    /// <param name="identity">The name under which the image is published, without a tag, such as
    /// <c>registry.example/argosy/runtime</c>; podman's and skopeo's policies compare it.</param>
    /// <param name="key">Signs it.</param>
    public static ReferrerArtifact Sign(Digest subject, string identity, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var payload = Payload(subject, identity);
        var blob = Descriptor.Of(MediaType, payload);
        return Tagged(
            [
                new(blob, [
                    new(KeyAnnotation, key.Public.Id),
                    new(SignatureAnnotation, Convert.ToBase64String(key.SignDer(payload)))])
            ],
            [(blob, payload)]);
    }

    /// <summary>Adds signatures to those that a tag has; one of the same key for the same payload is replaced.
    /// </summary>
    public static ReferrerArtifact Merge(ArtifactManifest existing, ReferrerArtifact added)
    {
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(added);
        var replaced = added.Manifest.Layers.Select(KeyOf).ToHashSet();
        return Tagged(
            [.. existing.Layers.Where(l => !replaced.Contains(KeyOf(l))), .. added.Manifest.Layers],
            [.. added.Blobs.Where(b => b.Descriptor.MediaType == MediaType)]);
    }

    /// <summary>The signature of a layer; null if it has none.</summary>
    public static byte[]? FindSignature(ArtifactLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Blob.MediaType != MediaType || layer.FindAnnotation(SignatureAnnotation) is not { } text) return null;
        var signature = new byte[text.Length];
        return Convert.TryFromBase64String(text, signature, out var length) ? signature[..length] : null;
    }

    /// <summary>The digest that a payload is about; null if it isn't a payload of this form.</summary>
    public static Digest? FindSubject(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var critical = json.RootElement.GetProperty("critical");
            return Digest.TryParse(
                critical.GetProperty("image").GetProperty("docker-manifest-digest").GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Payload(Digest subject, string identity) => OciJson.Write(json =>
    {
        json.WriteStartObject("critical");
        json.WriteStartObject("identity");
        json.WriteString("docker-reference", identity);
        json.WriteEndObject();
        json.WriteStartObject("image");
        json.WriteString("docker-manifest-digest", subject.ToString());
        json.WriteEndObject();
        json.WriteString("type", "cosign container image signature");
        json.WriteEndObject();
        json.WriteNull("optional");
    });

    // The configuration of an image, since cosign reads the tag as one.
    private static ReferrerArtifact Tagged(
        IReadOnlyList<ArtifactLayer> layers, IReadOnlyList<(Descriptor, byte[])> payloads)
    {
        var bytes = OciJson.Write(json =>
        {
            json.WriteString("architecture", "");
            json.WriteString("os", "");
            json.WriteStartObject("config");
            json.WriteEndObject();
            json.WriteStartObject("rootfs");
            json.WriteString("type", "layers");
            json.WriteList("diff_ids", layers.Select(l => l.Blob.Digest.ToString()));
            json.WriteEndObject();
        });
        var config = Descriptor.Of(MediaTypes.Config, bytes);
        return new(new(null, config, layers), [.. payloads, (config, bytes)]);
    }

    private static (Digest, string) KeyOf(ArtifactLayer layer) =>
        (layer.Blob.Digest, layer.FindAnnotation(KeyAnnotation) ?? layer.FindAnnotation(SignatureAnnotation) ?? "");
}
