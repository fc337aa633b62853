namespace Argosy.Oci.Tar;

/// <summary>Gzip in members of 1 MiB, which can be joined: members of several streams, one after the other, are one
/// gzip file (RFC 1952 §2.2).</summary>
public static class GzipMembers
{
    /// <summary>Compresses what a writer writes. The bytes don't depend on the number of threads.</summary>
    /// <param name="target">Receives the members.</param>
    /// <param name="threads">How many blocks are compressed at a time.</param>
    /// <param name="write">Writes the uncompressed bytes.</param>
    public static void Write(Stream target, int threads, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var gzip = new BlockGzip(target, threads);
        write(gzip);
        gzip.Complete();
    }
}
