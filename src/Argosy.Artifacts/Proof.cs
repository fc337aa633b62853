using System.Text.Json.Serialization;

namespace Argosy.Artifacts;

/// <summary>The result of a proof attempt: an artifact was proven to a level, the attempt was inconclusive, or it found
/// a fault.</summary>
/// <param name="Path">The artifact's <see cref="Artifact.Path"/>; for a part of it,
/// the form of <see cref="OfPart"/>.</param>
/// <param name="Level">The level reached.</param>
/// <param name="How">A short description: what ran, and where; or why nothing is known, or what is wrong.</param>
/// <param name="Inconclusive">The emulator crashed or is missing, or time ran out: neither passed nor failed;
/// <paramref name="Level"/> is the level that was tried.</param>
public sealed record Proof(string Path, ProofLevel Level, string How, bool Inconclusive = false)
{
    private const char PartMark = '#';

    /// <summary>The level required of the artifact: below it the run fails. Null if none is required.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProofLevel? Asked { get; init; }

    /// <summary>The digest of what was proven: the proof is not valid for other bytes at the same path. Set by the
    /// engine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Digest? Content { get; init; }

    /// <summary>The test ran and failed. Never kept: the task that found it has failed.</summary>
    [JsonIgnore]
    public bool Disproved { get; init; }

    /// <summary>The <see cref="Path"/> for one part of an artifact, such as one platform of an image's index: the
    /// artifact has the lowest level of its parts.</summary>
    public static string OfPart(string path, string part) => $"{path}{PartMark}{part}";

    /// <summary>Whether it is about this artifact, or a part of it.</summary>
    public bool IsOf(string artifact) => Path == artifact
        || (Path.Length > artifact.Length && Path[artifact.Length] == PartMark
            && Path.StartsWith(artifact, StringComparison.Ordinal));
}
