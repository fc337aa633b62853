namespace Argosy.Adoption.Writing;

/// <summary>A file that a project is to have.</summary>
/// <param name="Path">Relative to the project, with '/' between names.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsProgram">Whether its owner may execute it.</param>
internal sealed record PlannedFile(string Path, string Text, bool IsProgram = false);
