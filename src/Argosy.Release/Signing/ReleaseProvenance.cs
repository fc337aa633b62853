using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain.Sbom;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Model;

namespace Argosy.Release.Signing;

/// <summary>How a release was built: SLSA provenance, version 1, about all of its files.</summary>
/// <param name="Version">The version.</param>
/// <param name="Tag">The tag in git.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Builder">The URI of the builder.</param>
internal sealed record ReleaseProvenance(string Version, string Tag, string Commit, string Builder)
{
    /// <summary>The file: a DSSE envelope on one line (in-toto attestation bundle).</summary>
    public const string FileName = "provenance.intoto.jsonl";

    // A URI without a host: the page about releases of Argosy's documentation defines the parameters.
    private const string BuildType = "urn:argosy:docs:release:build:v1";

    /// <summary>The architectures, with Argosy's names.</summary>
    public required IReadOnlyList<string> Architectures { get; init; }

    /// <summary>The model and the locks, relative to the project.</summary>
    public required IReadOnlyList<BuildInput> Inputs { get; init; }

    /// <summary>The time of the sources: never the clock's.</summary>
    public required DateTimeOffset SourceDate { get; init; }

    /// <summary>The signed statement, with a line's end.</summary>
    /// <param name="subjects">The files and images, by name.</param>
    /// <param name="key">Signs it.</param>
    public byte[] Write(IEnumerable<(string Name, Digest Digest)> subjects, SigningKey key)
    {
        var statement = new Statement(
            Provenance.PredicateType, [.. subjects.Select(s => new StatementSubject(s.Name, s.Digest))]);
        return [.. Dsse.Sign(statement.Write(Write), key).ToJson(), (byte)'\n'];
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("buildDefinition");
        json.WriteString("buildType", BuildType);
        json.WriteStartObject("externalParameters");
        json.WriteString("version", Version);
        json.WriteString("tag", Tag);
        json.WriteString("command", "./build.sh --target=Release");
        json.WriteList("architectures", Architectures);
        json.WriteEndObject();
        json.WriteStartObject("internalParameters");
        json.WriteNumber("sourceDateEpoch", SourceDate.ToUnixTimeSeconds());
        json.WriteEndObject();
        Provenance.WriteDependencies(json, Inputs, Commit);
        json.WriteEndObject();
        json.WriteStartObject("runDetails");
        json.WriteStartObject("builder");
        json.WriteString("id", Builder);
        json.WriteEndObject();
        json.WriteStartObject("metadata");
        json.WriteString("startedOn", SbomJson.Time(SourceDate));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
