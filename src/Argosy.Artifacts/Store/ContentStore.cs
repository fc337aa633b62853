using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Task outputs by content: a file in many results is stored once.</summary>
/// <remarks>
/// <para>A blob is a file <c>blobs/ab/abcdef…-0444</c>: the digest of its content, and its permission bits. It shares its
/// data with work trees by hard links, and so is read-only. Since that doesn't stop an administrator, a blob's content is
/// hashed again before a work tree gets it.</para>
/// <para>Any number of processes may use a store concurrently, including garbage collections. A blob appears atomically,
/// by <c>link</c> or <c>rename</c>; partial files of a killed process are in <c>blobs/partial</c>, which the collection
/// empties.</para>
/// </remarks>
/// <param name="folder">The cache's folder, see <see cref="CacheFolder"/>; created on the first write.</param>
public sealed partial class ContentStore(string folder)
{
    private readonly string _blobs = Path.Combine(folder, BlobFolder);
    private readonly string _partial = Path.Combine(folder, BlobFolder, PartialFolder);

    /// <summary>The error's id if the store can't be written, for lack of space or rights.</summary>
    public const string Unwritable = "ARG0214";

    internal const string BlobFolder = "blobs";
    internal const string PartialFolder = "partial";

    /// <summary>The path of a file's blob, which may be missing.</summary>
    public string PathOf(OutputEntry entry) => PathOf(BlobName.Of(entry));

    /// <summary>Whether the store has this file's content with its mode; its digest is not checked.</summary>
    public bool Has(OutputEntry entry) => Holds(PathOf(entry), entry.Size, PublishedModes.OfKeptFile(entry.Mode));

    /// <summary>The tree that <see cref="Keep"/> returns, without storing anything. Errors ARG0210, ARG0211 and
    /// ARG0220.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="outputs">Files, folders and links, relative to it.</param>
    /// <param name="digestOf">Returns the SHA-256 of a file's content; called for many files at a time.</param>
    /// <param name="cancellation">Ends it early.</param>
#pragma warning disable CA1822 // an instance method like Keep, so that a caller can exchange both
    public OutputTree Describe(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf, CancellationToken cancellation = default) =>
        Take(root, outputs, digestOf, (_, _, _) => { }, cancellation);
#pragma warning restore CA1822

    /// <summary>Whether a file is the same file as its blob, so that its content survives its removal.</summary>
    /// <param name="path">Absolute.</param>
    public bool IsStored(string path)
    {
        if (Posix.TryStatus(path, follow: false) is not { IsFile: true, Links: > 1 } status || HashOf(path) is not { } content) return false;
        var mode = BlobName.ModeOf(status.Mode);
        return mode == PublishedModes.OfKeptFile(mode) && Posix.TryStatus(PathOf(new BlobName(content, mode)), follow: false)?.Inode == status.Inode;
    }

    // A hard link elsewhere changes only the time of change.
    private static bool IsAsFound(FileStatus? now, FileStatus then) =>
        now is { } status && (status.Inode, status.Size, status.Modified) == (then.Inode, then.Size, then.Modified);

    // The walk that Keep and Describe share; they handle files differently.
    private static OutputTree Take(string root, IEnumerable<string> outputs, Func<string, Digest> digestOf,
        Action<string, OutputEntry, FileStatus> take, CancellationToken cancellation)
    {
        var found = OutputWalk.All(root, outputs, cancellation);
        var entries = new OutputEntry[found.Count];
        EachFile.Do(Enumerable.Range(0, found.Count).ToArray(), i =>
        {
            var (path, status) = found[i];
            var entry = entries[i] = OutputWalk.Describe(root, found[i], digestOf);
            // Its name and content belong together only if the file wasn't written to since the walk.
            if (status.IsFile && !IsAsFound(Posix.TryStatus($"{root}/{path}", follow: false), status)) throw StoreFault.Changed(path);
            take($"{root}/{path}", entry, status);
        }, cancellation);
        return new(entries);
    }
}
