using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Ownership;

namespace Argosy.Artifacts.Store;

/// <summary>Puts a kept tree in the place of a task's outputs.</summary>
/// <param name="blobs">The store's blobs.</param>
internal sealed class OutputRestorer(BlobFiles blobs)
{
    /// <summary>Restores the whole tree or nothing; false is a miss. Errors ARG0215 and ARG0245.</summary>
    public bool TryRestore(string root, OutputTree tree, IEnumerable<string> outputs, CancellationToken cancellation)
    {
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
        var groups = files.GroupBy(f => BlobName.Of(f.Entry)).OrderByDescending(g => g.First().Entry.Size).ToList();
        var complete = true;
        EachFile.Do(groups, group =>
        {
            if (!Volatile.Read(ref complete)) return;
            var blob = blobs.PathOf(group.Key);
            if (!IsSound(blob, group.Key, [.. group.Select(f => f.Entry.Size).Distinct()], out var isOwn)
                || !group.All(f => isOwn
                    ? TryLinkOut(blob, f.Path, group.Key.Mode)
                    : TryCopyOut(blob, f.Path, group.Key)))
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
        if (sizes is not [var size] || Posix.TryStatus(blob, follow: false) is not { IsFile: true } status)
            return false;
        isOwn = status.Owner == Posix.CurrentUser();
        // A mode that someone gave to an output is its blob's, too; the content is what counts.
        if ((BlobName.ModeOf(status.Mode) == name.Mode || Posix.TrySetMode(blob, name.Mode) == 0)
            && BlobFiles.HashOf(blob) == name.Content)
            return status.Size == size;
        TryDiscard(blob);
        return false;
    }

    // Its owner can open it to writing again at any time: a work tree gets no file that isn't its user's, and what it
    // gets is what was hashed.
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
            BlobFiles.Discard(blob);
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
