namespace Argosy.Artifacts;

/// <summary>That an artifact was proven to a level, or that the attempt said nothing.</summary>
/// <param name="Path">The artifact's <see cref="Artifact.Path"/>.</param>
/// <param name="Level">The level reached.</param>
/// <param name="How">In a few words: what ran, and where.</param>
/// <param name="Inconclusive">The emulator crashed or is missing: neither passed nor failed; <paramref name="Level"/>
/// is what had been reached before.</param>
public sealed record Proof(string Path, ProofLevel Level, string How, bool Inconclusive = false);
