using System.Buffers;
using System.Security.Cryptography;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>The blobs of a store on disk: a name for each content and mode,
/// and files that appear under it whole.</summary>
/// <param name="folder">The cache's folder.</param>
internal sealed class BlobFiles(string folder)
{
    internal const string FolderName = "blobs";
    internal const string PartialFolder = "partial";

    private const int Piece = 1 << 16;

    private readonly string _blobs = Path.Combine(folder, FolderName);
    private readonly string _partial = Path.Combine(folder, FolderName, PartialFolder);

    /// <summary>The blob's path, whether it exists or not.</summary>
    public string PathOf(BlobName name) => $"{_blobs}/{name}";

    /// <summary>Whether a path is a file of this size and mode. Its content isn't read.</summary>
    public static bool Holds(string blob, long size, UnixFileMode mode) =>
        Posix.TryStatus(blob, follow: false) is { IsFile: true } status
        && status.Size == size && BlobName.ModeOf(status.Mode) == mode;

    /// <summary>The digest of a file's content; null if it can't be read.</summary>
    public static Digest? HashOf(string blob)
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

    /// <summary>Writes a stream's content as a blob. Errors ARG0217, ARG0214;
    /// errors of the stream are passed on.</summary>
    public void Add(Stream content, OutputEntry entry)
    {
        var blob = BlobName.Of(entry);
        var partial = "";
        Guard(() => partial = NewPartial());
        try
        {
            Receive(content, partial, entry);
            Guard(() =>
            {
                File.SetUnixFileMode(partial, blob.Mode);
                Publish(partial, PathOf(blob));
            });
        }
        finally
        {
            Discard(partial);
        }
    }

    /// <summary>A path for a file that gets its name later: on the blobs' file system.</summary>
    public string NewPartial()
    {
        var partial = _partial;
        if (SharedFolder.IsShared(folder))
            SharedFolder.MakePrivate(folder, partial = $"{_partial}-{Posix.CurrentUser()}");
        else
            SharedFolder.Make(folder, partial);
        return $"{partial}/{Guid.NewGuid():N}";
    }

    /// <summary>Gives a file a blob's name by one rename, which replaces a blob of that name.</summary>
    public void Publish(string partial, string blob)
    {
        MakeFolderOf(blob);
        Posix.Demand(Posix.TryRename(partial, blob), blob);
    }

    /// <summary>Makes the folder that a blob lies in.</summary>
    public void MakeFolderOf(string blob) => SharedFolder.Make(folder, Path.GetDirectoryName(blob)!);

    /// <summary>Removes a partial file, if it still exists: after a failure, or if it and the blob were two names of
    /// one file.</summary>
    public static void Discard(string partial)
    {
        if (partial.Length > 0) Leftovers.TryRemove(partial);
    }

    /// <summary>Does work in the store; errors of its files become ARG0214.</summary>
    public void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Unkept(folder, e);
        }
    }

    private void Receive(Stream content, string partial, OutputEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        FileStream? file = null;
        try
        {
            Guard(() => file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
            long size = 0;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                size += read;
                if (size > entry.Size) throw StoreFault.Different(entry.Path, $"it has more than {entry.Size} bytes");
                hash.AppendData(buffer, 0, read);
                Guard(() => file!.Write(buffer, 0, read));
            }

            if (size != entry.Size) throw StoreFault.Different(entry.Path, $"it has {size} bytes, not {entry.Size}");
            var digest = Digest.FromHash(hash.GetHashAndReset());
            if (digest != entry.Content)
                throw StoreFault.Different(entry.Path, $"it has the digest {digest}, not {entry.Content}");
        }
        finally
        {
            file?.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
