using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Reads a task's outputs into a tree, and puts their files into the store.</summary>
/// <param name="blobs">The store's blobs.</param>
internal sealed class OutputKeeper(BlobFiles blobs)
{
    /// <summary>Keeps the outputs. Errors ARG0210, ARG0211, ARG0213, ARG0214 and ARG0220.</summary>
    public OutputTree Keep(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf, CancellationToken cancellation)
    {
        var tree = OutputTree.Empty;
        blobs.Guard(() => tree = Take(root, outputs, digestOf, KeepFile, cancellation));
        return tree;
    }

    /// <summary>The tree alone. Errors ARG0210, ARG0211 and ARG0220.</summary>
    public static OutputTree Describe(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf, CancellationToken cancellation) =>
        Take(root, outputs, digestOf, (_, _, _) => { }, cancellation);

    // A hard link elsewhere changes the time of change, and that alone.
    private static bool IsAsFound(FileStatus? now, FileStatus then) =>
        now is { } status && (status.Inode, status.Size, status.Modified) == (then.Inode, then.Size, then.Modified);

    // The walk that Keep and Describe share: what they do with a file differs.
    private static OutputTree Take(string root, IEnumerable<string> outputs, Func<string, Digest> digestOf,
        Action<string, OutputEntry, FileStatus> take, CancellationToken cancellation)
    {
        var found = OutputWalk.All(root, outputs, cancellation);
        var entries = new OutputEntry[found.Count];
        EachFile.Do(Enumerable.Range(0, found.Count).ToArray(), i =>
        {
            var (path, status) = found[i];
            var entry = entries[i] = OutputWalk.Describe(root, found[i], digestOf);
            // Its name and content belong together only if nothing wrote to it since the walk.
            if (status.IsFile && !IsAsFound(Posix.TryStatus($"{root}/{path}", follow: false), status))
                throw StoreFault.Changed(path);
            take($"{root}/{path}", entry, status);
        }, cancellation);
        return new(entries);
    }

    private void KeepFile(string path, OutputEntry entry, FileStatus status)
    {
        if (entry.Kind == OutputKind.Folder && BlobName.ModeOf(status.Mode) != entry.Mode)
            _ = Posix.TrySetMode(path, entry.Mode);
        if (entry.Kind != OutputKind.File) return;
        var blob = blobs.PathOf(BlobName.Of(entry));
        // A task may have linked what it made to something else, such as a source file: that is nobody's to close.
        if (status.Links > 1 && Posix.TryStatus(blob)?.Inode != status.Inode) WritableOutputs.MakeOwn(path, status);
        // Another user's file keeps its mode, and then can't share its data with a blob of this one.
        var own = (status.Links == 1 && BlobName.ModeOf(status.Mode) == entry.Mode)
            || Posix.TrySetMode(path, entry.Mode) == 0;
        var error = own ? LinkIn(path, blob) : Posix.NotPermitted;
        if (error == 0 || BlobFiles.Holds(blob, entry.Size, entry.Mode)) return;
        if (error is not (Posix.Exists or Posix.OtherFileSystem or Posix.TooManyLinks or Posix.NotPermitted))
            Posix.Demand(error, blob);
        var partial = blobs.NewPartial();
        try
        {
            if (!own || Posix.TryLink(path, partial) != 0) Copy(path, partial, entry);
            blobs.Publish(partial, blob);
        }
        finally
        {
            BlobFiles.Discard(partial);
        }
    }

    private int LinkIn(string path, string blob)
    {
        var error = Posix.TryLink(path, blob);
        if (error != Posix.NoSuchEntry) return error;
        blobs.MakeFolderOf(blob);
        return Posix.TryLink(path, blob);
    }

    private static void Copy(string path, string partial, OutputEntry entry)
    {
        FileCopy.Make(path, partial);
        if (FileHash.Of(partial) != entry.Content) throw StoreFault.Changed(entry.Path);
        Posix.Demand(Posix.TrySetMode(partial, entry.Mode), partial);
    }
}
