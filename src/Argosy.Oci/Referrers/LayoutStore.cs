using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Referrers;

/// <summary>An OCI image layout on disk. <c>index.json</c> lists the tags, and every manifest with a subject: so it is
/// the list of referrers, too.</summary>
/// <param name="folder">The layout; a missing one is empty, and the first manifest makes it.</param>
public sealed class LayoutStore(string folder) : IManifestStore
{
    /// <inheritdoc />
    public string Place => folder;

    private string IndexPath => Path.Combine(folder, BlobFolder.IndexFile);

    /// <summary>The entries of <c>index.json</c>. Error ARG0421 if it can't be read.</summary>
    public IReadOnlyList<ReferrerEntry> Entries()
    {
        if (!File.Exists(IndexPath)) return [];
        try
        {
            return ReferrerEntry.ReadAll(File.ReadAllBytes(IndexPath));
        }
        catch (FormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0421", new(IndexPath),
                $"it is no OCI index or manifest: {e.Message.TrimEnd('.')}", "Make the layout again."), e);
        }
    }

    /// <inheritdoc />
    public Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellation)
    {
        var digest = Digest.TryParse(reference) is { } exact && reference.Contains(':')
            ? exact
            : Entries().LastOrDefault(e => e.Tag == reference)?.Manifest.Digest;
        return Task.FromResult(digest is { } found ? Find(found) : null);
    }

    /// <inheritdoc />
    public Task<bool> PutManifestAsync(string reference, StoredManifest manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        new BlobFolder(folder).Add(manifest.Bytes, manifest.MediaType);
        var entry = manifest.IsIndex
            ? new(manifest.Descriptor, null, [])
            : ReferrerEntry.Of(manifest, ArtifactManifest.Read(manifest.Bytes));
        var isTag = reference != manifest.Digest.ToString();
        if (isTag) entry = entry.Tagged(reference);
        var others = Entries().Where(e => isTag ? e.Tag != reference : e.Manifest.Digest != manifest.Digest);
        File.WriteAllText(Path.Combine(folder, BlobFolder.MarkerFile), BlobFolder.Marker);
        var index = ReferrerEntry.WriteIndex([.. others, entry]);
        AtomicFile.Write(IndexPath, stream => stream.Write(index));
        return Task.FromResult(true);
    }

    /// <inheritdoc />
    public Task<T> ReadBlobAsync<T>(Descriptor blob, Func<Stream, T> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blob);
        return Task.Run(
            () =>
            {
                var path = BlobFolder.PathIn(folder, blob.Digest);
                if (!File.Exists(path)) throw Wrong("ARG0422", $"{blob.Digest} is missing");
                using var file = File.OpenRead(path);
                if (file.Length != blob.Size || Digest.Of(file) != blob.Digest)
                    throw Wrong("ARG0423", $"{blob.Digest} holds other bytes than its digest says");
                file.Position = 0;
                return read(file);
            }, cancellation);
    }

    /// <inheritdoc />
    public Task PutBlobAsync(Descriptor blob, byte[] content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blob);
        new BlobFolder(folder).Add(content, blob.MediaType);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(string subject, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReferrerEntry>?>([.. Entries().Where(e => IsAbout(e, subject))]);

    private bool IsAbout(ReferrerEntry entry, string subject) =>
        entry.Manifest.MediaType == MediaTypes.Manifest
        && Find(entry.Manifest.Digest) is { } stored
        && ArtifactManifest.Read(stored.Bytes).Subject?.Digest.ToString() == subject;

    // What another program wrote into the file isn't the manifest that its name says.
    private StoredManifest? Find(Digest digest)
    {
        var path = BlobFolder.PathIn(folder, digest);
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        if (Digest.Of(bytes) != digest) throw Wrong("ARG0423", $"{digest} holds other bytes than its digest says");
        try
        {
            return StoredManifest.Of(bytes);
        }
        catch (FormatException e)
        {
            throw Wrong("ARG0421", $"{digest} is no OCI index or manifest: {e.Message.TrimEnd('.')}");
        }
    }

    private ArgosyException Wrong(string id, string cause) =>
        new(new Diagnostic(id, new(folder), cause, "Delete the layout and build the image again."));
}
