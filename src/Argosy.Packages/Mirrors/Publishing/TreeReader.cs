using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Reads the static tree of a mirror.</summary>
internal static class TreeReader
{
    /// <summary>The files of a folder, as a manifest. Error ARG0592 for what can't be published, ARG0599 for a missing
    /// or empty folder.</summary>
    /// <param name="folder">The mirror's folder.</param>
    /// <param name="digests">Digests of files that haven't changed since they were last read.</param>
    public static SnapshotManifest Read(string folder, FileDigests digests)
    {
        var files = new List<SnapshotFile>();
        Walk(folder, "", digests, files);
        return files.Count > 0
            ? SnapshotManifest.Of(files)
            : throw TargetFault.Missing(folder, "there is no mirror to publish", "Run --target=Mirrors first.");
    }

    private static void Walk(string folder, string prefix, FileDigests digests, List<SnapshotFile> files)
    {
        foreach (var entry in FolderListing.Read(folder))
        {
            var path = prefix + entry.Name;
            var file = Path.Combine(folder, entry.Name);
            if (!entry.IsText || !MirrorPath.IsSafe(path) || entry.Kind is not (FileKind.File or FileKind.Folder))
                throw new ArgosyException(new Diagnostic("ARG0592", new(file),
                    entry.Kind is FileKind.File or FileKind.Folder
                        ? "the name has a control character or a backslash, or is too long"
                        : "it is neither a file nor a folder",
                    "Let the mirror's task write files with plain names."));
            if (entry.Kind == FileKind.Folder) Walk(file, $"{path}/", digests, files);
            else files.Add(new(path, entry.Size, digests.Of(file)));
        }
    }
}
