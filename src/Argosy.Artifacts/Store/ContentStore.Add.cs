using System.Buffers;
using System.Security.Cryptography;
using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Store;

public sealed partial class ContentStore
{
    private const int Piece = 1 << 16;

    /// <summary>Adds a file's content from another source, such as a registry.</summary>
    /// <param name="content">Read to its end, or until it is longer than declared.</param>
    /// <param name="entry">The declared file.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0217: it isn't that file. ARG0214: the store
    /// can't be written. Then nothing is kept. Errors of <paramref name="content"/> pass unchanged.</exception>
    public void Add(Stream content, OutputEntry entry)
    {
        ArgumentNullException.ThrowIfNull(content);
        var blob = BlobName.Of(entry);
        var partial = "";
        InStore(() => partial = NewPartial());
        try
        {
            Receive(content, partial, entry);
            InStore(() =>
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

    private void Receive(Stream content, string partial, OutputEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        FileStream? file = null;
        try
        {
            InStore(() => file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
            long size = 0;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                size += read;
                if (size > entry.Size) throw StoreFault.Different(entry.Path, $"it has more than {entry.Size} bytes");
                hash.AppendData(buffer, 0, read);
                InStore(() => file!.Write(buffer, 0, read));
            }

            if (size != entry.Size) throw StoreFault.Different(entry.Path, $"it has {size} bytes, not {entry.Size}");
            var digest = Digest.FromHash(hash.GetHashAndReset());
            if (digest != entry.Content) throw StoreFault.Different(entry.Path, $"it has the digest {digest}, not {entry.Content}");
        }
        finally
        {
            file?.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
