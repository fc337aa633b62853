using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store.Collection;

/// <summary>A kept result in a cache's folder.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">Its size on the disk.</param>
/// <param name="Used">When it was last found or written, nanoseconds since 1970.</param>
/// <param name="Blobs">The blobs it needs, as indices into the inventory's, each once.</param>
/// <param name="Task">The task's name; null if the file can't be read.</param>
internal sealed record KeptAction(string Path, long Bytes, long Used, IReadOnlyList<int> Blobs, string? Task);

/// <summary>A blob, or a killed process's part of one.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Bytes">Its size on the disk, counted once for all work trees.</param>
/// <param name="Changed">When it was last kept or restored, nanoseconds since 1970.</param>
internal sealed record KeptFile(string Path, long Bytes, long Changed);

/// <summary>The blobs and results in a cache's folder at one moment. Other files are ignored.</summary>
internal sealed record CacheInventory(
    IReadOnlyList<KeptAction> Actions, IReadOnlyList<KeptFile> Blobs, IReadOnlyList<KeptFile> Leftovers)
{
    private const string Partial = ".partial";
    private const long Block = 4096;

    /// <summary>The total size.</summary>
    internal long Bytes => Actions.Sum(a => a.Bytes) + Blobs.Sum(b => b.Bytes) + Leftovers.Sum(l => l.Bytes);

    /// <summary>Scans a cache's folder, which may be missing.</summary>
    internal static CacheInventory Scan(string folder, CancellationToken cancellation)
    {
        var blobs = new List<KeptFile>();
        var leftovers = new List<KeptFile>();
        var actions = new List<KeptFile>();
        var indices = new Dictionary<BlobName, int>();
        foreach (var (path, name, status) in FilesBelow($"{folder}/{BlobFiles.FolderName}", cancellation))
        {
            if (Path.GetFileName(Path.GetDirectoryName(path))!
                .StartsWith(BlobFiles.PartialFolder, StringComparison.Ordinal))
                leftovers.Add(Of(path, status, status.Changed));
            else if (BlobName.TryParse(name) is { } blob && indices.TryAdd(blob, blobs.Count))
                blobs.Add(Of(path, status, status.Changed));
        }

        foreach (var (path, name, status) in FilesBelow($"{folder}/{ActionCache.ActionFolder}", cancellation))
        {
            if (name.EndsWith(Partial, StringComparison.Ordinal))
                leftovers.Add(Of(path, status, status.Changed));
            else if (name.EndsWith(ActionCache.Extension, StringComparison.Ordinal))
                actions.Add(Of(path, status, status.Modified));
        }

        var kept = new KeptAction[actions.Count];
        EachFile.Do(Enumerable.Range(0, actions.Count).ToArray(), i =>
        {
            var result = TryRead(actions[i].Path);
            var needed = BlobsOf(result).Select(b => indices.GetValueOrDefault(b, -1)).Where(b => b >= 0);
            kept[i] = new(actions[i].Path, actions[i].Bytes, actions[i].Changed, [.. needed], result?.Task);
        }, cancellation);
        return new(kept, blobs, leftovers);
    }

    /// <summary>The blobs a result needs, each once; none if it can't be read.</summary>
    internal static IReadOnlyCollection<BlobName> BlobsOf(string action) => BlobsOf(TryRead(action));

    private static HashSet<BlobName> BlobsOf(ActionResult? result) =>
        (result?.Outputs.Entries ?? []).Where(e => e is { Kind: OutputKind.File, Content: not null })
            .Select(BlobName.Of).ToHashSet();

    private static ActionResult? TryRead(string action)
    {
        try
        {
            return ActionResultJson.TryRead(File.ReadAllBytes(action));
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            return null;
        }
    }

    /// <summary>The files in the folders of a folder.</summary>
    internal static IEnumerable<(string Path, string Name, FileStatus Status)> FilesBelow(
        string folder, CancellationToken cancellation)
    {
        foreach (var inner in FolderWalk.Read(folder).Where(e => e.Status.IsFolder))
        {
            cancellation.ThrowIfCancellationRequested();
            var path = $"{folder}/{inner.Name}";
            // What another user is writing is that user's to clear away.
            if (inner.Name.StartsWith($"{BlobFiles.PartialFolder}-", StringComparison.Ordinal)
                && inner.Status.Owner != Posix.CurrentUser() && Posix.CurrentUser() != 0)
                continue;
            foreach (var (name, status) in FolderWalk.Read(path).Where(e => e.Status.IsFile))
                yield return ($"{path}/{name}", name, status);
        }
    }

    // In whole blocks. The file system's own block count changes for seconds after a write.
    private static KeptFile Of(string path, FileStatus status, long time) =>
        new(path, (status.Size + Block - 1) / Block * Block, time);
}
