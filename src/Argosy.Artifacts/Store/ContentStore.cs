using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>What tasks made, by content: a file that many results have is there once.</summary>
/// <remarks>
/// <para>A blob is a file <c>blobs/ab/abcdef…-0444</c>: the digest of its content, and its permission bits. It shares its
/// data with the work trees that have it (hard links), and so has no bits for writing. Since these stop no
/// administrator, a blob's content is hashed again before a work tree gets it.</para>
/// <para>Any number of processes may use a store at once, a collection of garbage among them. A blob appears whole, by
/// <c>link</c> or <c>rename</c>; what a killed process leaves lies in <c>blobs/partial</c>, which the collection empties.
/// </para>
/// </remarks>
/// <param name="folder">The cache's folder, see <see cref="CacheFolder"/>; made when something is kept.</param>
public sealed partial class ContentStore(string folder)
{
    private readonly string _blobs = Path.Combine(folder, BlobFolder);
    private readonly string _partial = Path.Combine(folder, BlobFolder, PartialFolder);

    /// <summary>The error's id where the store can't be written, for want of room or rights.</summary>
    public const string Unwritable = "ARG0214";

    internal const string BlobFolder = "blobs";
    internal const string PartialFolder = "partial";

    /// <summary>Where the blob of a file lies, or would lie.</summary>
    public string PathOf(OutputEntry entry) => PathOf(BlobName.Of(entry));

    /// <summary>Whether the store has this file's content with its mode; its digest is not checked.</summary>
    public bool Has(OutputEntry entry) => Holds(PathOf(entry), entry.Size, PublishedModes.OfKeptFile(entry.Mode));

    /// <summary>The tree that <see cref="Keep"/> gives, without keeping anything. Errors ARG0210, ARG0211 and ARG0220.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="outputs">Files, folders and links, relative to it.</param>
    /// <param name="digestOf">Gives the SHA-256 of a file's content; called for many files at a time.</param>
    /// <param name="cancellation">Ends it early.</param>
#pragma warning disable CA1822 // beside Keep, for which a caller may exchange it
    public OutputTree Describe(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf, CancellationToken cancellation = default) =>
        Take(root, outputs, digestOf, (_, _, _) => { }, cancellation);
#pragma warning restore CA1822

    /// <summary>Whether a file is one with its blob, so that its content isn't lost with its name.</summary>
    /// <param name="path">Absolute.</param>
    public bool IsStored(string path)
    {
        if (Posix.TryStatus(path, follow: false) is not { IsFile: true, Links: > 1 } status || HashOf(path) is not { } content) return false;
        var mode = BlobName.ModeOf(status.Mode);
        return mode == PublishedModes.OfKeptFile(mode) && Posix.TryStatus(PathOf(new BlobName(content, mode)), follow: false)?.Inode == status.Inode;
    }

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
            if (status.IsFile && !IsAsFound(Posix.TryStatus($"{root}/{path}", follow: false), status)) throw StoreFault.Changed(path);
            take($"{root}/{path}", entry, status);
        }, cancellation);
        return new(entries);
    }
}
