using System.Text.Json.Serialization;

namespace Argosy.Artifacts;

/// <summary>That an artifact was proven to a level, or that the attempt said nothing, or that it showed a fault.</summary>
/// <param name="Path">The artifact's <see cref="Artifact.Path"/>; of one part of it, as <see cref="OfPart"/> writes it.</param>
/// <param name="Level">The level reached.</param>
/// <param name="How">In a few words: what ran, and where; or why nothing is known, or what is wrong.</param>
/// <param name="Inconclusive">The emulator crashed or is missing, or time ran out: neither passed nor failed;
/// <paramref name="Level"/> is the one that was tried.</param>
public sealed record Proof(string Path, ProofLevel Level, string How, bool Inconclusive = false)
{
    private const char PartMark = '#';

    /// <summary>The level that is asked of the artifact: below it the run fails. Null where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProofLevel? Asked { get; init; }

    /// <summary>What was proven, by content: a proof says nothing of other bytes at the same path. Set by the engine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Digest? Content { get; init; }

    /// <summary>It was tried and doesn't do what it should. Never kept: the task that found out has failed.</summary>
    [JsonIgnore]
    public bool Disproved { get; init; }

    /// <summary>The <see cref="Path"/> for one part of an artifact, such as one platform of an image's index: the artifact is
    /// proven as far as the least of its parts.</summary>
    public static string OfPart(string path, string part) => $"{path}{PartMark}{part}";

    /// <summary>Whether it is about this artifact, or a part of it.</summary>
    public bool IsOf(string artifact) => Path == artifact
        || (Path.Length > artifact.Length && Path[artifact.Length] == PartMark && Path.StartsWith(artifact, StringComparison.Ordinal));
}
