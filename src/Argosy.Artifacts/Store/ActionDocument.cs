using System.Text.Json.Serialization;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Trust;

namespace Argosy.Artifacts.Store;

/// <summary>The JSON form of an <see cref="ActionResult"/>, with properties in this order.</summary>
internal sealed record ActionDocument(
    int SchemaVersion,
    Digest Key,
    string Task,
    int ExitCode,
    double Seconds,
    bool Pinned,
    IReadOnlyList<OutputEntry> Outputs,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<string> Notes,
    string Log,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? From = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ResultSignature? Signature = null)
{
    /// <summary>Documents of other versions are ignored.</summary>
    internal const int Version = 1;

    internal static ActionDocument Of(KeptResult kept)
    {
        var result = kept.Result;
        return new(
            Version, result.Key.Digest, result.Task, result.ExitCode, result.Seconds, result.Pinned,
            result.Outputs.Entries, result.Artifacts, result.Proofs, result.Notes, result.Log,
            kept.From, kept.Signature);
    }

    /// <summary>Null if a list has a null entry, which the types can't exclude. Normalises modes.</summary>
    internal KeptResult? TryResult() =>
        Outputs.Contains(null!) || Artifacts.Contains(null!) || Proofs.Contains(null!) || Notes.Contains(null!)
            ? null
            : new(
                new(new(Key), Task, ExitCode, Seconds, Pinned, new([.. Outputs.Select(Normal)]),
                    Artifacts, Proofs, Notes, Log),
                Signature, From);

    // Drops setuid and similar bits, which a cache must not have.
    private static OutputEntry Normal(OutputEntry entry)
    {
        var mode = entry.Kind switch
        {
            OutputKind.File => PublishedModes.OfKeptFile(entry.Mode),
            OutputKind.Folder => PublishedModes.OfFolder(entry.Mode),
            _ => UnixFileMode.None,
        };
        return mode == entry.Mode ? entry : entry with { Mode = mode };
    }
}

/// <summary>Its source-generated serializer: reflection would slow down a build's start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(DigestConverter), typeof(ModeConverter),
        typeof(NameConverter<OutputKind>), typeof(NameConverter<ArtifactKind>), typeof(NameConverter<ProofLevel>)
    ])]
[JsonSerializable(typeof(ActionDocument))]
internal sealed partial class ActionJson : JsonSerializerContext;
