using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Results;

/// <summary>Packs files of the local store into a layer.</summary>
internal sealed class LayerWriter(ContentStore store)
{
    private const int BufferSize = 256 << 10;

    /// <summary>Writes the layer and rewinds. Error ARG0241 if a file doesn't match its name: files for others are
    /// hashed again.</summary>
    /// <remarks>The fastest level: at 1 Gbit/s, a better one costs more time than it saves.</remarks>
    public Descriptor Write(IReadOnlyList<OutputEntry> files, Stream target, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
            {
                foreach (var file in files)
                {
                    cancellation.ThrowIfCancellationRequested();
                    gzip.Write(LayerPlan.HeaderOf(file));
                    Copy(file, gzip, buffer);
                    gzip.Write(new byte[TarHeader.Padding(file.Size)]);
                }

                gzip.Write(new byte[2 * TarHeader.BlockSize]);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        target.Position = 0;
        var digest = Digest.Of(target);
        target.Position = 0;
        return new(ActionMediaTypes.Outputs, digest, target.Length);
    }

    private void Copy(OutputEntry file, Stream target, byte[] buffer)
    {
        using var content = File.OpenHandle(store.PathOf(file), options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var copied = 0L;
        int count;
        while ((count = RandomAccess.Read(content, buffer, copied)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, count));
            target.Write(buffer, 0, count);
            copied += count;
        }

        if (copied != file.Size || Digest.FromHash(hash.GetHashAndReset()) != file.Content)
            throw new ArgosyException(new Diagnostic("ARG0241", new(file.Path),
                "its copy in the local cache isn't what its digest says",
                "The result isn't sent. The next build that wants it will make it again."));
    }
}
