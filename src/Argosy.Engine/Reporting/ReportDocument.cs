using System.Text.Json;

namespace Argosy.Engine.Reporting;

/// <summary><c>artifacts/report.json</c>, described by docs/schema/report.schema.json.</summary>
/// <param name="SchemaVersion">Increases when a reader of the old form would misread the new one.</param>
/// <param name="Artifacts">Sorted by path.</param>
/// <remarks>Written property by property: a serializer's run-time code would be compiled in every run.</remarks>
internal sealed record ReportDocument(int SchemaVersion, IReadOnlyList<ReportedArtifact> Artifacts)
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true };

    /// <summary>The report as JSON, and a line's end.</summary>
    public void Write(Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, s_indented))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteStartArray("artifacts");
            foreach (var artifact in Artifacts) artifact.Write(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}

/// <summary>An artifact, its proof level, and its proof.</summary>
internal sealed record ReportedArtifact(
    string Name,
    string Kind,
    string? Architecture,
    string Path,
    string Digest,
    long Size,
    bool Pinned,
    string Proof,
    string? ProofBy,
    string? Asked,
    string Verdict,
    string? Inconclusive,
    string? Disproved,
    string Task,
    double Seconds)
{
    /// <summary>The artifact as a value of a list.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("kind", Kind);
        json.WriteString("architecture", Architecture);
        json.WriteString("path", Path);
        json.WriteString("digest", Digest);
        json.WriteNumber("size", Size);
        json.WriteBoolean("pinned", Pinned);
        json.WriteString("proof", Proof);
        json.WriteString("proofBy", ProofBy);
        json.WriteString("asked", Asked);
        json.WriteString("verdict", Verdict);
        json.WriteString("inconclusive", Inconclusive);
        json.WriteString("disproved", Disproved);
        json.WriteString("task", Task);
        json.WriteNumber("seconds", Seconds);
        json.WriteEndObject();
    }
}
