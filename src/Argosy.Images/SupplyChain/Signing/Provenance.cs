using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Sbom;

namespace Argosy.Images.SupplyChain.Signing;

/// <summary>A file that the build depends on.</summary>
/// <param name="Path">Relative to the project.</param>
/// <param name="Digest">Of its content.</param>
public sealed record BuildInput(string Path, Digest Digest);

/// <summary>How an image was built: a predicate of SLSA provenance, version 1.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Target">The build's target, such as <c>Images-runtime</c>.</param>
/// <param name="Architectures">The architectures, with Argosy's names.</param>
public sealed record Provenance(string Image, string Target, IReadOnlyList<string> Architectures)
{
    /// <summary>The in-toto predicate type.</summary>
    public const string PredicateType = "https://slsa.dev/provenance/v1";

    /// <summary>The builder's id where none is configured.</summary>
    public const string LocalBuilder = "urn:argosy:builder:local";

    // A URI without a host: the page about images of Argosy's documentation defines the parameters.
    private const string BuildType = "urn:argosy:docs:images:build:v1";

    /// <summary>The image's definition and the locks.</summary>
    public IReadOnlyList<BuildInput> Inputs { get; init; } = [];

    /// <summary>The commit of the project's repository; null outside of one.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether tracked files differed from the commit.</summary>
    public bool HasChanges { get; init; }

    /// <summary>The command that builds it.</summary>
    public string Command => $"./build.sh --target={Target}";

    /// <summary>Identifies who builds, such as <c>urn:argosy:builder:release</c>.</summary>
    public string Builder { get; init; } = LocalBuilder;

    /// <summary>The version of Argosy; null if unknown.</summary>
    public string? Version { get; init; }

    /// <summary>From <c>SOURCE_DATE_EPOCH</c>: never the clock's.</summary>
    public required DateTimeOffset SourceDate { get; init; }

    /// <summary>The in-toto statement about an image's manifests.</summary>
    public byte[] Write(IReadOnlyList<StatementSubject> subjects) =>
        new Statement(PredicateType, subjects).Write(Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("buildDefinition");
        json.WriteString("buildType", BuildType);
        json.WriteStartObject("externalParameters");
        json.WriteString("image", Image);
        json.WriteString("target", Target);
        json.WriteString("command", Command);
        json.WriteStartArray("architectures");
        foreach (var architecture in Architectures) json.WriteStringValue(architecture);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("internalParameters");
        json.WriteNumber("sourceDateEpoch", SourceDate.ToUnixTimeSeconds());
        if (HasChanges) json.WriteBoolean("uncommittedChanges", true);
        json.WriteEndObject();
        WriteDependencies(json, Inputs, Commit);
        json.WriteEndObject();
        WriteRun(json);
        json.WriteEndObject();
    }

    private void WriteRun(Utf8JsonWriter json)
    {
        json.WriteStartObject("runDetails");
        json.WriteStartObject("builder");
        json.WriteString("id", Builder);
        if (Version is { } version)
        {
            json.WriteStartObject("version");
            json.WriteString("argosy", version);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("metadata");
        json.WriteString("startedOn", SbomJson.Time(SourceDate));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The files and the commit that a build depends on, as <c>resolvedDependencies</c>.</summary>
    public static void WriteDependencies(Utf8JsonWriter json, IReadOnlyList<BuildInput> inputs, string? commit)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray("resolvedDependencies");
        foreach (var input in inputs.OrderBy(i => i.Path, StringComparer.Ordinal))
            WriteDependency(json, $"file:{input.Path}", "sha256", input.Digest.Hex);
        if (commit is not null) WriteDependency(json, "git:.", "gitCommit", commit);
        json.WriteEndArray();
    }

    private static void WriteDependency(Utf8JsonWriter json, string uri, string algorithm, string digest)
    {
        json.WriteStartObject();
        json.WriteString("uri", uri);
        json.WriteStartObject("digest");
        json.WriteString(algorithm, digest);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
