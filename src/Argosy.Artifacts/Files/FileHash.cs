using System.Buffers;
using System.Security.Cryptography;

namespace Argosy.Artifacts.Files;

/// <summary>Hashes tens of thousands of files with few system calls and without garbage.</summary>
internal static class FileHash
{
    private const int Chunk = 1 << 18;

    /// <summary>The digest of a file's content.</summary>
    internal static Digest Of(string path)
    {
        using var file = RegularFile.Open(path);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var read = RandomAccess.Read(file, buffer, 0);
            // Most files end in the first chunk: one call hashes those.
            if (read < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(read), read) == 0)
                return Digest.Of(buffer.AsSpan(0, read));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long at = 0; read > 0; read = RandomAccess.Read(file, buffer, at))
            {
                hash.AppendData(buffer, 0, read);
                at += read;
            }

            Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
            hash.GetHashAndReset(result);
            return Digest.FromHash(result);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
