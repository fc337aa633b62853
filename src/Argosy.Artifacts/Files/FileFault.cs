using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Files;

/// <summary>Errors for files that a walk or a copy can't handle.</summary>
internal static class FileFault
{
    internal static ArgosyException NotAFile(string path, FileKind kind) => new(new Diagnostic("ARG0271", new(path),
        $"it is {kind.Said()}, and a file is needed here", "Remove it, or put a file in its place."));

    internal static ArgosyException NotAnOutput(string path, FileKind kind) => new(new Diagnostic("ARG0273", new(path),
        $"{kind.Said()} would become a part of an output",
        "Let what made it remove it, or leave it out of the sources."));

    internal static ArgosyException NotText(string folder) => new(new Diagnostic("ARG0272", new(folder),
        "a name in this folder isn't UTF-8, so that no path leads to it", "Rename it, or remove it."));
}
