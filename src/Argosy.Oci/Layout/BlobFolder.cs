using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;

namespace Argosy.Oci.Layout;

/// <summary>Fills an OCI image layout (OCI image spec, image layout): blobs named by their digests.</summary>
/// <param name="layout">The layout's folder, which the caller publishes or removes.</param>
public sealed class BlobFolder(string layout)
{
    internal const string IndexFile = "index.json";
    internal const string MarkerFile = "oci-layout";
    internal const string Marker = """{"imageLayoutVersion":"1.0.0"}""";

    /// <summary>The path of a blob in a layout.</summary>
    public static string PathIn(string layout, Digest digest) => Path.Combine(layout, "blobs", "sha256", digest.Hex);

    /// <summary>Writes a blob.</summary>
    public Descriptor Add(byte[] bytes, string mediaType)
    {
        var blob = Descriptor.Of(mediaType, bytes);
        AtomicFile.Write(PathIn(layout, blob.Digest), stream => stream.Write(bytes));
        return blob;
    }

    /// <summary>Creates an empty file for a blob that <paramref name="blob"/> describes. The caller fills and verifies
    /// it, and disposes it.</summary>
    public FileStream Create(Descriptor blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var target = PathIn(layout, blob.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return new(target, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    /// <summary>Copies a blob from another layout; an existing one is kept.</summary>
    public void Copy(string fromLayout, Descriptor blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        var target = PathIn(layout, blob.Digest);
        if (File.Exists(target)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(PathIn(fromLayout, blob.Digest), target);
    }

    /// <summary>Writes, hashes and compresses a layer in one pass.</summary>
    /// <param name="writeTar">Writes the layer's tar, uncompressed.</param>
    /// <param name="comment">The layer's contents, for an image's history.</param>
    /// <param name="threads">How many blocks are compressed at a time. The bytes don't depend on it.</param>
    public Layer AddLayer(Action<Stream> writeTar, string comment, int threads)
    {
        ArgumentNullException.ThrowIfNull(writeTar);
        var partial = NewPartial();
        using var blobHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var tarHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size;
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            using var gzip = new BlockGzip(new HashingStream(file, blobHash), threads);
            writeTar(new HashingStream(gzip, tarHash));
            gzip.Complete();
            size = file.Length;
        }

        var blob = new Descriptor(MediaTypes.Layer, Digest.FromHash(blobHash.GetHashAndReset()), size);
        Publish(partial, blob.Digest);
        return new(blob, Digest.FromHash(tarHash.GetHashAndReset()), comment);
    }

    /// <summary>Adds a layer that is compressed already.</summary>
    /// <param name="writeGzip">Writes the layer's gzip members.</param>
    /// <param name="diffIdOf">The digest of the layer's tar, if it is known of the blob with this digest and size; null
    /// has the blob decompressed and hashed.</param>
    /// <param name="comment">The layer's contents, for an image's history.</param>
    public Layer AddCompressedLayer(Action<Stream> writeGzip, Func<Descriptor, Digest?> diffIdOf, string comment)
    {
        ArgumentNullException.ThrowIfNull(writeGzip);
        ArgumentNullException.ThrowIfNull(diffIdOf);
        var partial = NewPartial();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size;
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            writeGzip(new HashingStream(file, hash));
            size = file.Length;
        }

        var blob = new Descriptor(MediaTypes.Layer, Digest.FromHash(hash.GetHashAndReset()), size);
        var diffId = diffIdOf(blob) ?? Uncompressed(partial);
        Publish(partial, blob.Digest);
        return new(blob, diffId, comment);
    }

    /// <summary>Removes a blob.</summary>
    public void Remove(Descriptor blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        File.Delete(PathIn(layout, blob.Digest));
    }

    /// <summary>Writes the two fixed files that make the folder a layout.</summary>
    public void Complete(Descriptor top)
    {
        File.WriteAllBytes(Path.Combine(layout, IndexFile), new ImageIndex([top], []).Write());
        File.WriteAllText(
            Path.Combine(layout, MarkerFile), Marker, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static Digest Uncompressed(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17);
        using var tar = new GZipStream(file, CompressionMode.Decompress);
        return Digest.Of(tar);
    }

    // Several layers are written at a time.
    private string NewPartial() => Path.Combine(layout, $"layer-{Guid.NewGuid():N}.partial");

    private void Publish(string partial, Digest digest)
    {
        var target = PathIn(layout, digest);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(partial, target, overwrite: true);
    }
}
