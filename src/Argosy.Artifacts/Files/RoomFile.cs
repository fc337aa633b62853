using Argosy.Platforms.Diagnostics;

namespace Argosy.Artifacts.Files;

/// <summary>An optional file of a project, such as the one that declares its wheels.</summary>
/// <remarks>A missing file is no error. So a file with a similar name is an error: otherwise nothing would show that it
/// isn't read.</remarks>
public static class RoomFile
{
    /// <summary>Whether a project has such a file with content; comments don't count.</summary>
    /// <remarks>Errors ARG0271 if it is no file, ARG0274 if a file of a similar name exists, or the folder itself has a
    /// similar name.</remarks>
    /// <param name="root">The project's folder.</param>
    /// <param name="name">Its path in the project, such as <c>wheels/wheels.yaml</c>.</param>
    public static bool IsThere(string root, string name)
    {
        var (folder, file) = (Path.GetDirectoryName(name) ?? "", Path.GetFileName(name));
        if (!FolderListing.Read(Path.Combine(root, folder)).Any()) RefuseSimilarFolder(root, folder, file);
        return IsThere(Path.Combine(root, folder), folder, file) && SaysSomething(Path.Combine(root, name));
    }

    /// <summary>Whether a folder has a file of this name. Errors as above.</summary>
    /// <param name="folder">The folder that would contain it.</param>
    /// <param name="shownAs">The folder's name in errors.</param>
    /// <param name="file">Its name.</param>
    public static bool IsThere(string folder, string shownAs, string file)
    {
        var names = FolderListing.Read(folder);
        var isThere = names.Any(n => n.Name == file);
        var similar = names.FirstOrDefault(n => n.Kind is not FileKind.Folder && n.Name != file
            && (IsTwin(n.Name, file) || (!isThere && IsSimilar(n.Name, file))));
        if (similar is not null) throw Similar(Path.Combine(shownAs, similar.Name), Path.Combine(shownAs, file));
        if (!isThere) return false;
        var found = FolderListing.TryOf(Path.Combine(folder, file), follow: true);
        return found is null or { Kind: FileKind.File }
            ? true
            : throw FileFault.NotAFile(Path.Combine(shownAs, file), found.Kind);
    }

    /// <summary>The files with this suffix in a folder with one file per item, such as <c>pipelines/</c>. Error ARG0274
    /// for <c>.yml</c> instead of <c>.yaml</c>, in any case.</summary>
    public static IReadOnlyList<string> All(string root, string folder, string extension)
    {
        var path = Path.Combine(root, folder);
        foreach (var entry in FolderListing.Read(path).Where(e => e.Kind is not FileKind.Folder))
        {
            var meant = Path.ChangeExtension(entry.Name, extension);
            if (meant != entry.Name && IsTwin(entry.Name, meant))
                throw Similar(Path.Combine(folder, entry.Name), Path.Combine(folder, meant));
        }

        return FolderListing.FilesOf(path, extension, follow: true);
    }

    /// <summary>Whether it is the name of a YAML file, in any spelling.</summary>
    public static bool IsYaml(string name) => Path.GetExtension(Plain(name)) == ".yaml";

    private static void RefuseSimilarFolder(string root, string folder, string file)
    {
        foreach (var other in FolderListing.Read(root).Where(e =>
            e.Kind == FileKind.Folder && e.Name != folder && IsSimilar(e.Name, folder)))
        {
            var path = Path.Combine(root, other.Name, file);
            if (FolderListing.TryOf(path, follow: true) is not null)
                throw Similar(Path.Combine(other.Name, file), Path.Combine(folder, file));
        }
    }

    // Names that differ only in case or in the spelling of the YAML extension.
    private static bool IsTwin(string written, string meant) => Plain(written) == Plain(meant);

    private static bool IsSimilar(string written, string meant) =>
        Path.GetExtension(Plain(written)) == Path.GetExtension(meant)
        && Suggestion.TryNearest(
            Path.GetFileNameWithoutExtension(Plain(written)), [Path.GetFileNameWithoutExtension(meant)]) is not null;

    private static string Plain(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.EndsWith(".yml", StringComparison.Ordinal) ? Path.ChangeExtension(lower, ".yaml") : lower;
    }

    private static bool SaysSomething(string path)
    {
        using var reader = new StreamReader(RegularFile.OpenRead(path));
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } text && text is not ("---" or "...") && text[0] != '#') return true;
        }

        return false;
    }

    private static ArgosyException Similar(string written, string meant) => new(new Diagnostic("ARG0274", new(written),
        $"the build reads '{meant}', and would pass this over",
        $"Rename it to '{meant}', or give it a name of its own."));
}
