namespace Argosy.Oci.Registry;

/// <summary>A run's traffic with a remote cache.</summary>
/// <param name="Hits">Results taken from it.</param>
/// <param name="Misses">Results it didn't have, or couldn't deliver.</param>
/// <param name="BytesFetched">Of manifests and blobs, as transferred.</param>
/// <param name="BytesSent">The same in the other direction.</param>
/// <param name="BlobsSkipped">Blobs not fetched or not sent because they already existed.</param>
public sealed record RegistryTraffic(int Hits, int Misses, long BytesFetched, long BytesSent, int BlobsSkipped);

/// <summary>Counts traffic, from any thread.</summary>
internal sealed class Traffic
{
    private int _hits;
    private int _misses;
    private long _fetched;
    private long _sent;
    private int _skipped;

    public RegistryTraffic Total => new(
        Volatile.Read(ref _hits), Volatile.Read(ref _misses), Volatile.Read(ref _fetched), Volatile.Read(ref _sent),
        Volatile.Read(ref _skipped));

    public void Asked(bool hit) => Interlocked.Increment(ref hit ? ref _hits : ref _misses);

    public void Fetched(long bytes) => Interlocked.Add(ref _fetched, bytes);

    public void Sent(long bytes) => Interlocked.Add(ref _sent, bytes);

    public void Skipped() => Interlocked.Increment(ref _skipped);
}
