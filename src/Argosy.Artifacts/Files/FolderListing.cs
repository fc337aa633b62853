namespace Argosy.Artifacts.Files;

/// <summary>A name in a folder, with its type.</summary>
/// <param name="Name">Without the folder.</param>
/// <param name="Kind">Of the name itself: a link is a link.</param>
/// <param name="Size">Bytes of a file.</param>
/// <param name="IsProgram">Its owner may execute it.</param>
public sealed record ListedFile(string Name, FileKind Kind, long Size, bool IsProgram)
{
    /// <summary>False if the name isn't UTF-8: then no path refers to the file.</summary>
    public bool IsText => !FileName.IsRaw(Name);
}

/// <summary>Lists folders by name and type; opens only files and folders.</summary>
public static class FolderListing
{
    /// <summary>The names of one folder, sorted (ordinal); empty if there is no such folder.</summary>
    public static IReadOnlyList<ListedFile> Read(string folder) =>
        [.. FolderWalk.Read(folder).Select(e => Listed(e.Name, e.Status))];

    /// <summary>The names of the links in one folder, unsorted, without a status call for each entry; empty if there is
    /// no such folder.</summary>
    public static IReadOnlyList<string> LinksOf(string folder) => FolderWalk.LinksOf(folder);

    /// <summary>The entry at a path; null if there is none.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="follow">Whether a link is replaced by its target.</param>
    public static ListedFile? TryOf(string path, bool follow) =>
        Posix.TryStatus(path, follow) is { } status ? Listed(Path.GetFileName(path), status) : null;

    /// <summary>The files of a folder with this suffix, sorted, as paths. Error ARG0271 for a pipe, a socket or a
    /// device of such a name, ARG0272 for a name that isn't UTF-8.</summary>
    /// <param name="folder">The folder; a missing one has no files.</param>
    /// <param name="suffix">What their names end with.</param>
    /// <param name="follow">Whether links to files count as files, as for files that people write; for build outputs
    /// they are left out.</param>
    public static IReadOnlyList<string> FilesOf(string folder, string suffix = "", bool follow = false)
    {
        var files = new List<string>();
        foreach (var entry in Read(folder).Where(e => e.Name.EndsWith(suffix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(folder, entry.Name);
            if (!entry.IsText) throw FileFault.NotText(folder);
            var kind = entry.Kind == FileKind.Link && follow
                ? TryOf(path, follow: true)?.Kind ?? FileKind.File
                : entry.Kind;
            if (kind is FileKind.Link or FileKind.Folder) continue;
            files.Add(kind == FileKind.File ? path : throw FileFault.NotAFile(path, kind));
        }

        return files;
    }

    private static ListedFile Listed(string name, FileStatus status) =>
        new(name, status.Kind, status.Size, status.IsProgram);
}
