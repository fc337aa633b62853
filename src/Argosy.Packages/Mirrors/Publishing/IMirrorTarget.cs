using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>A place that mirrors are published to. Its layout is that of record 28.</summary>
/// <remarks>Methods that write need the lock. Paths are relative to the target. Errors: ARG0595 for what the file
/// system or the connection refuses. The owner disposes it, which closes a connection.</remarks>
public interface IMirrorTarget : IAsyncDisposable
{
    /// <summary>Its address, for messages.</summary>
    string Place { get; }

    /// <summary>Waits until no other publisher works, and removes what a killed one left. Error ARG0593 when the time
    /// is up.</summary>
    Task<IAsyncDisposable> LockAsync(TimeSpan patience, CancellationToken cancellation);

    /// <summary>The mirrors with their snapshots, sorted by name.</summary>
    Task<IReadOnlyList<StoredMirror>> ListAsync(CancellationToken cancellation);

    /// <summary>The content of a file; null if there is none.</summary>
    Task<byte[]?> FindAsync(string path, CancellationToken cancellation);

    /// <summary>Those of the digests that the content store lacks.</summary>
    Task<IReadOnlySet<Digest>> FindMissingAsync(IReadOnlyCollection<Digest> digests, CancellationToken cancellation);

    /// <summary>All digests in the content store.</summary>
    Task<IReadOnlyCollection<Digest>> ListContentAsync(CancellationToken cancellation);

    /// <summary>Adds files to the content store.</summary>
    Task AddContentAsync(IReadOnlyDictionary<Digest, string> files, CancellationToken cancellation);

    /// <summary>Makes a snapshot out of the content store. No reader sees it yet.</summary>
    Task CreateAsync(
        Snapshot snapshot, SnapshotManifest manifest, byte[]? signature, CancellationToken cancellation);

    /// <summary>Lets readers see a snapshot, by one rename; before that, all its packages get their names in
    /// <c>retained/</c>.</summary>
    Task SwitchAsync(string mirror, string id, CancellationToken cancellation);

    /// <summary>Removes retained names of files, then snapshots, then content. Wherever it is ended, each retained
    /// name is one of a snapshot's.</summary>
    Task RemoveAsync(Removal removal, CancellationToken cancellation);

    /// <summary>The files below a folder with their size and, for each of <paramref name="hashed"/>, its digest.
    /// Anything but files and folders has size -1.</summary>
    Task<IReadOnlyDictionary<string, FoundFile>> ReadTreeAsync(
        string folder, IReadOnlyCollection<string> hashed, CancellationToken cancellation);
}

/// <summary>What is to be removed from a target.</summary>
/// <param name="Snapshots">Folders of snapshots, such as <c>nuget/000001-…</c>, each with those of its packages that
/// <paramref name="Retained"/> takes away.</param>
/// <param name="Retained">Names in <c>retained/</c>: those without a digest go, the others get that content.</param>
/// <param name="Content">Files of the content store.</param>
public sealed record Removal(
    IReadOnlyList<(string Path, IReadOnlyList<SnapshotFile> Packages)> Snapshots,
    IReadOnlyList<(string Path, Digest? Content)> Retained,
    IReadOnlyList<Digest> Content)
{
    /// <summary>Whether it is nothing.</summary>
    public bool IsEmpty => Snapshots.Count == 0 && Retained.Count == 0 && Content.Count == 0;
}

/// <summary>A file as it is at a target.</summary>
/// <param name="Size">Bytes; -1 for a link, a pipe or the like.</param>
/// <param name="Digest">Of its content, if it was asked for and the file can be read.</param>
public sealed record FoundFile(long Size, Digest? Digest);
