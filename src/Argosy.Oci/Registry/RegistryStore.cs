using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>A repository of a registry. Its owner disposes it.</summary>
/// <remarks>Every member throws the registry's errors ARG0231–ARG0239.</remarks>
public sealed class RegistryStore : IManifestStore, IDisposable
{
    private readonly RegistryClient _client;
    private readonly bool _ownsClient;

    private RegistryStore(RegistryClient client, string place, bool ownsClient) =>
        (_client, Place, _ownsClient) = (client, place, ownsClient);

    /// <inheritdoc />
    public string Place { get; }

    /// <summary>Opens a repository with the user's credentials.</summary>
    public static RegistryStore Open(RegistryAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new(
            new(address, RegistryCredentials.OfUser, RegistryTimeouts.Default, new(), new(), TimeProvider.System),
            $"{address.Host}/{address.Repository}", ownsClient: true);
    }

    /// <summary>A repository over a client that somebody else owns.</summary>
    internal static RegistryStore Over(RegistryClient client, string place) => new(client, place, ownsClient: false);

    /// <inheritdoc />
    public Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellation) =>
        Reporting(() => _client.FindManifestAsync(reference, cancellation));

    /// <inheritdoc />
    public Task<bool> PutManifestAsync(string reference, StoredManifest manifest, CancellationToken cancellation) =>
        Reporting(() => _client.PutManifestAsync(reference, manifest, cancellation));

    /// <inheritdoc />
    public Task<T> ReadBlobAsync<T>(Descriptor blob, Func<Stream, T> read, CancellationToken cancellation) =>
        Reporting(() => _client.ReadAsync(blob, read, cancellation));

    /// <inheritdoc />
    public Task PutBlobAsync(Descriptor blob, byte[] content, CancellationToken cancellation) => Reporting(async () =>
    {
        using var stream = new MemoryStream(content, writable: false);
        await _client.PushAsync(blob, stream, cancellation);
        return true;
    });

    /// <inheritdoc />
    public Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(string subject, CancellationToken cancellation) =>
        Reporting(() => _client.FindReferrersAsync(subject, cancellation));

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ownsClient) _client.Dispose();
    }

    // The cache treats a fault as a miss; here it is the command's error.
    private static async Task<T> Reporting<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RegistryFault fault)
        {
            throw new ArgosyException(fault.Diagnostic, fault);
        }
    }
}
