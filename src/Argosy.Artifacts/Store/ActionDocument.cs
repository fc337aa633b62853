using System.Text.Json.Serialization;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Trust;

namespace Argosy.Artifacts.Store;

/// <summary>An <see cref="ActionResult"/> as its JSON has it; properties stand in this order.</summary>
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
    /// <summary>Another version's documents are none to this one.</summary>
    internal const int Version = 1;

    internal static ActionDocument Of(KeptResult kept)
    {
        var result = kept.Result;
        return new(
            Version, result.Key.Digest, result.Task, result.ExitCode, result.Seconds, result.Pinned,
            result.Outputs.Entries, result.Artifacts, result.Proofs, result.Notes, result.Log, kept.From, kept.Signature);
    }

    /// <summary>Null where a list has nothing for an entry, which no type says. Modes are normalised, whatever was written.</summary>
    internal KeptResult? TryResult() => Outputs.Contains(null!) || Artifacts.Contains(null!) || Proofs.Contains(null!) || Notes.Contains(null!)
        ? null
        : new(
            new(new(Key), Task, ExitCode, Seconds, Pinned, new([.. Outputs.Select(Normal)]), Artifacts, Proofs, Notes, Log),
            Signature, From);

    // Setuid and the like have no place in a cache, whoever wrote them there.
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

/// <summary>Its reader and writer, made when this is compiled: a build's start has no time for reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(DigestConverter), typeof(ModeConverter), typeof(NameConverter<OutputKind>), typeof(NameConverter<ArtifactKind>), typeof(NameConverter<ProofLevel>)])]
[JsonSerializable(typeof(ActionDocument))]
internal sealed partial class ActionJson : JsonSerializerContext;
