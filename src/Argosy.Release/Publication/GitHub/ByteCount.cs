using System.Security.Cryptography;
using Argosy.Artifacts;

namespace Argosy.Release.Publication.GitHub;

/// <summary>Reads a stream for its digest.</summary>
internal static class ByteCount
{
    private const int BufferSize = 1 << 16;

    /// <summary>The digest and the number of bytes, at most as many as given.</summary>
    public static async Task<(Digest Hash, long Length)> HashAsync(
        Stream body, long most, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var length = 0L;
        while (length < most && await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            length += read;
        }

        return (Digest.FromHash(hash.GetHashAndReset()), length);
    }
}
