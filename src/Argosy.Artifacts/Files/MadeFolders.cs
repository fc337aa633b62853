namespace Argosy.Artifacts.Files;

/// <summary>Folders that tools make inside a source tree: none of their files is an input, unless a
/// glob names the folder.</summary>
public static class MadeFolders
{
    /// <summary>Whether a path leads through such a folder.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="path">Relative to the project.</param>
    public static bool LeadThrough(string root, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PathText.Around(path).Prepend(path).Any(p => Path.GetFileName(p) is var name
            && (IsMade(name)
                || (IsMadeBesideProject(name) && HasProject(Path.GetDirectoryName(Path.Combine(root, p))!))));
    }

    private static bool HasProject(string folder) =>
        FolderWalk.Read(folder).Any(e => e.Status.IsFile && IsProject(e.Name));

    /// <summary>Whether a folder of this name is made by a tool wherever it lies.</summary>
    internal static bool IsMade(ReadOnlySpan<byte> name) =>
        name.SequenceEqual(".git"u8) || name.SequenceEqual(".argosy"u8) || name.SequenceEqual("__pycache__"u8);

    /// <summary>Whether a folder of this name is made by MSBuild next to a project: elsewhere
    /// <c>bin</c> has scripts.</summary>
    internal static bool IsMadeBesideProject(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("bin"u8) || name.SequenceEqual("obj"u8);

    /// <summary>Whether a file of this name is an MSBuild project.</summary>
    internal static bool IsProject(ReadOnlySpan<byte> name) =>
        name.LastIndexOf((byte)'.') is >= 0 and var dot && name[(dot + 1)..].EndsWith("proj"u8);

    /// <inheritdoc cref="IsMade(ReadOnlySpan{byte})"/>
    internal static bool IsMade(string name) => name is ".git" or ".argosy" or "__pycache__";

    /// <inheritdoc cref="IsMadeBesideProject(ReadOnlySpan{byte})"/>
    internal static bool IsMadeBesideProject(string name) => name is "bin" or "obj";

    /// <inheritdoc cref="IsProject(ReadOnlySpan{byte})"/>
    internal static bool IsProject(string name) =>
        Path.GetExtension(name.AsSpan()).EndsWith("proj", StringComparison.Ordinal);
}
