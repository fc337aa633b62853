using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Ownership;

namespace Argosy.Artifacts.Store;

public sealed partial class ContentStore
{
    /// <summary>Replaces a task's outputs with a kept tree, atomically.</summary>
    /// <remarks>False is a miss, and the task must run: a blob is missing or doesn't match its name (it is then
    /// removed), or the tree doesn't contain exactly these outputs. The project is then unchanged.</remarks>
    /// <param name="root">The project's folder.</param>
    /// <param name="tree">The tree to restore. It may come from an untrusted source: it is checked before anything is
    /// written.</param>
    /// <param name="outputs">Files, folders and links, relative to the root, that may be replaced.</param>
    /// <param name="cancellation">Ends it early, with the project unchanged.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0215: the project can't be written, for lack of
    /// space or rights; it is unchanged. ARG0245: an output's path leads through a link.</exception>
    public bool TryRestore(string root, OutputTree tree, IEnumerable<string> outputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var outermost = OutputPaths.Outermost(outputs);
        if (!OutputPaths.Hold(tree, outermost)) return false;
        if (outermost.Count == 0) return true;
        OutputSurvey.RefuseLinks(root, outermost);
        try
        {
            using var stage = new RestoreStage(root);
            var restoration = new Restoration(root, stage, tree, outermost);
            restoration.MakeFolders(cancellation);
            if (!LinkOut(restoration.Files, cancellation)) return false;
            restoration.Finish();
            cancellation.ThrowIfCancellationRequested();
            return restoration.TryExchange();
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Unrestored(root, e);
        }
    }

    // Each blob is hashed once for all its names in the tree, the big ones first.
    private bool LinkOut(IEnumerable<(OutputEntry Entry, string Path)> files, CancellationToken cancellation)
    {
        var blobs = files.GroupBy(f => BlobName.Of(f.Entry)).OrderByDescending(g => g.First().Entry.Size).ToList();
        var complete = true;
        EachFile.Do(blobs, group =>
        {
            if (!Volatile.Read(ref complete)) return;
            var blob = PathOf(group.Key);
            if (!IsSound(blob, group.Key, [.. group.Select(f => f.Entry.Size).Distinct()], out var isOwn)
                || !group.All(f => isOwn ? TryLinkOut(blob, f.Path, group.Key.Mode) : TryCopyOut(blob, f.Path, group.Key)))
            {
                Volatile.Write(ref complete, false);
            }
        }, cancellation);
        return complete;
    }

    private static bool IsSound(string blob, BlobName name, long[] sizes, out bool isOwn)
    {
        isOwn = false;
        // Two sizes of one content are an error of the tree, not of the blob.
        if (sizes is not [var size] || Posix.TryStatus(blob, follow: false) is not { IsFile: true } status) return false;
        isOwn = status.Owner == Posix.CurrentUser();
        // A changed mode of an output is also its blob's; only the content counts.
        if ((BlobName.ModeOf(status.Mode) == name.Mode || Posix.TrySetMode(blob, name.Mode) == 0) && HashOf(blob) == name.Content)
            return status.Size == size;
        TryDiscard(blob);
        return false;
    }

    private static Digest? HashOf(string blob)
    {
        try
        {
            return FileHash.Of(blob);
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            return null;
        }
    }

    // The owner can make it writable again at any time: a work tree gets no file of another user, and gets the bytes that
    // were hashed.
    private static bool TryCopyOut(string blob, string path, BlobName name)
    {
        try
        {
            FileCopy.Make(blob, path);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        Posix.Demand(Posix.TrySetMode(path, name.Mode), path);
        return FileHash.Of(path) == name.Content;
    }

    private static void TryDiscard(string blob)
    {
        try
        {
            Discard(blob);
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            // Another user's, in a folder where only the owner may remove it.
        }
    }

    private static bool TryLinkOut(string blob, string path, UnixFileMode mode)
    {
        var error = Posix.TryLink(blob, path);
        if (error == Posix.NoSuchEntry) return false;
        if (error is not (Posix.OtherFileSystem or Posix.TooManyLinks or Posix.NotPermitted))
        {
            Posix.Demand(error, path);
            return true;
        }

        try
        {
            FileCopy.Make(blob, path);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        Posix.Demand(Posix.TrySetMode(path, mode), path);
        return true;
    }
}
