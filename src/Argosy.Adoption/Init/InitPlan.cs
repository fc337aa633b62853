using Argosy.Platforms.Diagnostics;

namespace Argosy.Adoption.Init;

/// <summary>What becomes of a file.</summary>
public enum InitChange
{
    /// <summary>It is written.</summary>
    Create,

    /// <summary>It exists with other content, and stays as it is.</summary>
    Keep,

    /// <summary>It exists with this content.</summary>
    Same,
}

/// <summary>A file of the plan.</summary>
/// <param name="Path">Relative to the project.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Text">The whole text that a new project would have there.</param>
/// <param name="IsProgram">Whether its owner may execute it.</param>
/// <param name="Suggestion">For a file that stays: the text that could be added; null if nothing is missing.</param>
public sealed record InitFile(string Path, InitChange Change, string Text, bool IsProgram, string? Suggestion);

/// <summary>Something that was found in the repository.</summary>
/// <param name="Kind"><c>native</c>, <c>dotnet</c>, <c>wheel</c>, <c>image</c> or <c>ci</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">Where it was found.</param>
public sealed record InitFind(string Kind, string Name, string From);

/// <summary>What `argosy init` would do.</summary>
/// <param name="Folder">The project's folder, absolute.</param>
/// <param name="Project">The project's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="VersionFrom">Where the version comes from.</param>
/// <param name="Found">What was found.</param>
/// <param name="Files">Files in the order of their paths, argosy.yaml first.</param>
/// <param name="Warnings">What couldn't be read.</param>
public sealed record InitPlan(
    string Folder, string Project, string Version, string VersionFrom, IReadOnlyList<InitFind> Found,
    IReadOnlyList<InitFile> Files, IReadOnlyList<Diagnostic> Warnings);
