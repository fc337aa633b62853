using Argosy.Oci.Model;

namespace Argosy.Oci.Referrers;

/// <summary>Manifests and blobs of one repository: a layout's folder, or a registry.</summary>
public interface IManifestStore
{
    /// <summary>The place that errors name.</summary>
    string Place { get; }

    /// <summary>The manifest or index of a tag or a digest; null if there is none.</summary>
    Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellation);

    /// <summary>Stores a manifest or an index, after its blobs.</summary>
    /// <param name="reference">A tag, or the manifest's own digest.</param>
    /// <param name="manifest">The document.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    /// <returns>Whether the store lists a manifest with a subject among the subject's referrers. If it doesn't, the
    /// caller keeps the list itself (<see cref="ReferrersTag"/>).</returns>
    Task<bool> PutManifestAsync(string reference, StoredManifest manifest, CancellationToken cancellation);

    /// <summary>Passes a blob to a reader, and verifies its digest. An error if it is missing or damaged.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="read">Reads it; may be called again from the beginning.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    Task<T> ReadBlobAsync<T>(Descriptor blob, Func<Stream, T> read, CancellationToken cancellation);

    /// <summary>Stores a blob; an existing one is kept.</summary>
    Task PutBlobAsync(Descriptor blob, byte[] content, CancellationToken cancellation);

    /// <summary>The manifests whose subject has this digest, as entries of an index; null if the store doesn't keep
    /// such a list.</summary>
    Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(string subject, CancellationToken cancellation);
}
