using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

public sealed partial class ContentStore
{
    /// <summary>Adds a task's outputs to the store, and returns their names and contents.</summary>
    /// <remarks>The files stay in place, but become read-only: fresh and restored outputs are then the same. Folders
    /// and links are only in the tree. Modes become 0444 or 0555, and 0755 or 1777 for folders, regardless of the
    /// umask.</remarks>
    /// <param name="root">The project's folder.</param>
    /// <param name="outputs">Files, folders and links, relative to it.</param>
    /// <param name="digestOf">Returns the SHA-256 of a file's content; called for many files at a time.</param>
    /// <param name="cancellation">Ends it early; the store may then have complete blobs that no result needs.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0210: neither file nor folder nor link. ARG0211: an output doesn't
    /// exist. ARG0213: a file changed meanwhile. ARG0214: the store can't be written, for lack of space or rights. ARG0220: an output can't
    /// be read.</exception>
    public OutputTree Keep(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf, CancellationToken cancellation = default)
    {
        var tree = OutputTree.Empty;
        InStore(() => tree = Take(root, outputs, digestOf, KeepFile, cancellation));
        return tree;
    }

    private void KeepFile(string path, OutputEntry entry, FileStatus status)
    {
        if (entry.Kind == OutputKind.Folder && BlobName.ModeOf(status.Mode) != entry.Mode) _ = Posix.TrySetMode(path, entry.Mode);
        if (entry.Kind != OutputKind.File) return;
        var blob = PathOf(entry);
        // A task may have linked its output to another file, such as a source file: that one must stay writable.
        if (status.Links > 1 && Posix.TryStatus(blob)?.Inode != status.Inode) MakeOwn(path, status);
        // Another user's file keeps its mode, so it can't share its data with a blob.
        var own = (status.Links == 1 && BlobName.ModeOf(status.Mode) == entry.Mode) || Posix.TrySetMode(path, entry.Mode) == 0;
        var error = own ? LinkIn(path, blob) : Posix.NotPermitted;
        if (error == 0 || Holds(blob, entry.Size, entry.Mode)) return;
        if (error is not (Posix.Exists or Posix.OtherFileSystem or Posix.TooManyLinks or Posix.NotPermitted)) Posix.Demand(error, blob);
        var partial = NewPartial();
        try
        {
            if (!own || Posix.TryLink(path, partial) != 0) Copy(path, partial, entry);
            Publish(partial, blob);
        }
        finally
        {
            Discard(partial);
        }
    }

    private int LinkIn(string path, string blob)
    {
        var error = Posix.TryLink(path, blob);
        if (error != Posix.NoSuchEntry) return error;
        SharedFolder.Make(folder, Path.GetDirectoryName(blob)!);
        return Posix.TryLink(path, blob);
    }

    private static void Copy(string path, string partial, OutputEntry entry)
    {
        FileCopy.Make(path, partial);
        if (FileHash.Of(partial) != entry.Content) throw StoreFault.Changed(entry.Path);
        Posix.Demand(Posix.TrySetMode(partial, entry.Mode), partial);
    }
}
