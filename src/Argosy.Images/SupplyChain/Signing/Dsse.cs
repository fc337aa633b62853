using System.Text;
using System.Text.Json;
using Argosy.Artifacts.Trust;
using Argosy.Oci.Model;

namespace Argosy.Images.SupplyChain.Signing;

/// <summary>A signed statement: a DSSE envelope (Dead Simple Signing Envelope 1.0).</summary>
/// <param name="PayloadType">The payload's media type.</param>
/// <param name="Payload">The signed document.</param>
/// <param name="Signatures">Over the pre-authentication encoding of both, in DER.</param>
public sealed record Dsse(string PayloadType, byte[] Payload, IReadOnlyList<byte[]> Signatures)
{
    /// <summary>The payload type of an in-toto statement.</summary>
    public const string InToto = "application/vnd.in-toto+json";

    /// <summary>Signs a statement.</summary>
    public static Dsse Sign(byte[] statement, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(InToto, statement, [key.SignDer(Encode(InToto, statement))]);
    }

    /// <summary>Whether the key made one of the signatures.</summary>
    public bool IsSignedBy(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var signed = Encode(PayloadType, Payload);
        return Signatures.Any(s => key.VerifiesDer(signed, s));
    }

    /// <summary>DSSE's pre-authentication encoding: <c>DSSEv1 SP len SP type SP len SP payload</c>, lengths in
    /// bytes.</summary>
    internal static byte[] Encode(string type, byte[] payload) =>
    [
        .. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {payload.Length} "), .. payload,
    ];

    /// <summary>The envelope as JSON on one line, without a line end.</summary>
    public byte[] ToJson() => OciJson.Write(Write);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteBase64String("payload", Payload);
        json.WriteString("payloadType", PayloadType);
        json.WriteStartArray("signatures");
        foreach (var signature in Signatures)
        {
            json.WriteStartObject();
            json.WriteBase64String("sig", signature);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads an envelope.</summary>
    /// <exception cref="KeyNotFoundException">It isn't one.</exception>
    public static Dsse Read(JsonElement json) => new(
        json.GetProperty("payloadType").GetString() ?? "", json.GetProperty("payload").GetBytesFromBase64(),
        [.. json.GetProperty("signatures").EnumerateArray().Select(s => s.GetProperty("sig").GetBytesFromBase64())]);
}
