using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Task outputs by content: a file in many results is stored once.</summary>
/// <remarks>
/// <para>A blob is a file <c>blobs/ab/abcdef…-0444</c>: the digest of its content, and its permission bits. It shares
/// its data with work trees by hard links, and so is read-only. Since that doesn't stop an administrator, a blob's
/// content is hashed again before a work tree gets it.</para>
/// <para>Any number of processes may use a store concurrently, including garbage collections. A blob appears
/// atomically, by <c>link</c> or <c>rename</c>; partial files of a killed process are in <c>blobs/partial</c>, which
/// the collection empties.</para>
/// </remarks>
/// <param name="folder">The cache's folder, see <see cref="CacheFolder"/>; made when something is kept.</param>
public sealed class ContentStore(string folder)
{
    private readonly BlobFiles _blobs = new(folder);

    /// <summary>The error's id if the store can't be written, for lack of space or rights.</summary>
    public const string Unwritable = "ARG0214";

    /// <summary>Where the blob of a file lies, or would lie.</summary>
    public string PathOf(OutputEntry entry) => _blobs.PathOf(BlobName.Of(entry));

    /// <summary>Whether the store has this file's content with its mode; its digest is not checked.</summary>
    public bool Has(OutputEntry entry) =>
        BlobFiles.Holds(PathOf(entry), entry.Size, PublishedModes.OfKeptFile(entry.Mode));

    /// <summary>Puts a task's outputs into the store, and gives their names and contents.</summary>
    /// <remarks>The files stay as they are, but lose their bits for writing: then a fresh output and a restored one are
    /// the same. Folders and links are in the tree alone. Modes become 0444 or 0555 and, of folders, 0755 or 1777,
    /// whatever the umask was.</remarks>
    /// <param name="root">The project's folder.</param>
    /// <param name="outputs">Files, folders and links, relative to it.</param>
    /// <param name="digestOf">Gives the SHA-256 of a file's content; called for many files at a time.</param>
    /// <param name="cancellation">Ends it early; blobs may be in the store then, whole, that no result needs.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0210: neither file nor folder nor link.
    /// ARG0211: an output isn't there. ARG0213: a file changed meanwhile. ARG0214: the store can't be written, for want
    /// of room or rights. ARG0220: an output can't be read.</exception>
    public OutputTree Keep(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf,
        CancellationToken cancellation = default) =>
        new OutputKeeper(_blobs).Keep(root, outputs, digestOf, cancellation);

    /// <summary>The tree that <see cref="Keep"/> returns, without storing anything. Errors ARG0210, ARG0211 and
    /// ARG0220.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="outputs">Files, folders and links, relative to it.</param>
    /// <param name="digestOf">Returns the SHA-256 of a file's content; called for many files at a time.</param>
    /// <param name="cancellation">Ends it early.</param>
#pragma warning disable CA1822 // an instance method like Keep, so that a caller can exchange both
    public OutputTree Describe(
        string root, IEnumerable<string> outputs, Func<string, Digest> digestOf,
        CancellationToken cancellation = default) =>
        OutputKeeper.Describe(root, outputs, digestOf, cancellation);
#pragma warning restore CA1822

    /// <summary>Puts a kept tree in the place of a task's outputs, whole or not at all.</summary>
    /// <remarks>False is a miss, which costs a run of the task: a blob is gone or isn't what its name says (such a one
    /// is removed), or the tree doesn't hold these outputs and nothing beside them. The project is as it was then.
    /// </remarks>
    /// <param name="root">The project's folder.</param>
    /// <param name="tree">What to restore. It may come from a stranger:
    /// it is checked before anything is written.</param>
    /// <param name="outputs">Files, folders and links, relative to the root: what may be replaced.</param>
    /// <param name="cancellation">Ends it early, with the project as it was.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0215: the project can't be written, for want
    /// of room or rights; it is as it was. ARG0245: an output's path leads through a link.</exception>
    public bool TryRestore(
        string root, OutputTree tree, IEnumerable<string> outputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return new OutputRestorer(_blobs).TryRestore(root, tree, outputs, cancellation);
    }

    /// <summary>Takes a file's content from elsewhere, such as a registry.</summary>
    /// <param name="content">Read to its end, or until it is longer than promised.</param>
    /// <param name="entry">The file that is promised.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0217: it isn't that file. ARG0214: the store
    /// can't be written. Nothing of it is kept then. Errors of <paramref name="content"/> pass as they are.</exception>
    public void Add(Stream content, OutputEntry entry)
    {
        ArgumentNullException.ThrowIfNull(content);
        _blobs.Add(content, entry);
    }

    /// <summary>Whether a file is one with its blob, so that its content isn't lost with its name.</summary>
    /// <param name="path">Absolute.</param>
    public bool IsStored(string path)
    {
        if (Posix.TryStatus(path, follow: false) is not { IsFile: true, Links: > 1 } status
            || BlobFiles.HashOf(path) is not { } content)
            return false;
        var mode = BlobName.ModeOf(status.Mode);
        return mode == PublishedModes.OfKeptFile(mode)
            && Posix.TryStatus(_blobs.PathOf(new BlobName(content, mode)), follow: false)?.Inode == status.Inode;
    }
}
