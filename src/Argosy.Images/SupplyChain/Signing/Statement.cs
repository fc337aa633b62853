using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Images.SupplyChain.Signing;

/// <summary>What a statement is about.</summary>
/// <param name="Name">For people.</param>
/// <param name="Digest">The digest of the manifest or index.</param>
public sealed record StatementSubject(string Name, Digest Digest);

/// <summary>An in-toto statement, version 1: a predicate about manifests.</summary>
/// <param name="PredicateType">The predicate's type.</param>
/// <param name="Subjects">What it is about.</param>
public sealed record Statement(string PredicateType, IReadOnlyList<StatementSubject> Subjects)
{
    /// <summary>The predicate of a signature without other content, as cosign writes it.</summary>
    public const string SignaturePredicate = "https://sigstore.dev/cosign/sign/v1";

    private const string Type = "https://in-toto.io/Statement/v1";

    /// <summary>The document.</summary>
    /// <param name="predicate">Writes the predicate's value.</param>
    public byte[] Write(Action<Utf8JsonWriter> predicate) => OciJson.Write(json =>
    {
        json.WriteString("_type", Type);
        json.WriteStartArray("subject");
        foreach (var (name, digest) in Subjects)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartObject("digest");
            json.WriteString("sha256", digest.Hex);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("predicateType", PredicateType);
        json.WritePropertyName("predicate");
        predicate(json);
    });

    /// <summary>The statement of a signature.</summary>
    public static byte[] OfSignature(StatementSubject subject) =>
        new Statement(SignaturePredicate, [subject]).Write(json =>
        {
            json.WriteStartObject();
            json.WriteEndObject();
        });

    /// <summary>The statement with a JSON document as its predicate.</summary>
    public static byte[] OfDocument(string predicateType, StatementSubject subject, byte[] document) =>
        new Statement(predicateType, [subject]).Write(json =>
        {
            // Parsed, so that the document's own line feeds don't get into the statement.
            using var parsed = JsonDocument.Parse(document);
            parsed.RootElement.WriteTo(json);
        });

    /// <summary>Reads a statement without its predicate.</summary>
    /// <exception cref="FormatException">It isn't a statement.</exception>
    public static Statement Read(byte[] statement)
    {
        try
        {
            using var json = JsonDocument.Parse(statement);
            return new(
                json.RootElement.GetProperty("predicateType").GetString() ?? "",
                [
                    .. json.RootElement.GetProperty("subject").EnumerateArray().Select(ReadSubject)
                        .OfType<StatementSubject>()
                ]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static StatementSubject? ReadSubject(JsonElement json) =>
        json.GetProperty("digest").TryGetProperty("sha256", out var hex)
        && Digest.TryParse(hex.GetString()!) is { } known
            ? new(json.TryGetProperty("name", out var name) ? name.GetString()! : "", known)
            : null;
}
