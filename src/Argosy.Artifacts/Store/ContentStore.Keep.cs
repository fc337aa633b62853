using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

public sealed partial class ContentStore
{
    /// <summary>Puts a task's outputs into the store, and gives their names and contents.</summary>
    /// <remarks>The files stay as they are, but lose their bits for writing: then a fresh output and a restored one are
    /// the same. Folders and links are in the tree alone. Modes become 0444 or 0555 and, of folders, 0755 or 1777,
    /// whatever the umask was.</remarks>
    /// <param name="root">The project's folder.</param>
    /// <param name="outputs">Files, folders and links, relative to it.</param>
    /// <param name="digestOf">Gives the SHA-256 of a file's content; called for many files at a time.</param>
    /// <param name="cancellation">Ends it early; blobs may be in the store then, whole, that no result needs.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0210: neither file nor folder nor link. ARG0211:
    /// an output isn't there. ARG0213: a file changed meanwhile. ARG0214: the store can't be written, for want of room or rights. ARG0220: an output can't be read.</exception>
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
        // A task may have linked what it made to something else, such as a source file: that is nobody's to close.
        if (status.Links > 1 && Posix.TryStatus(blob)?.Inode != status.Inode) MakeOwn(path, status);
        // Another user's file keeps its mode, and then can't share its data with a blob of this one.
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
