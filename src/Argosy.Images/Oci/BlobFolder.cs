using System.Security.Cryptography;
using System.Text;
using Argosy.Artifacts;
using Argosy.Images.Layers;

namespace Argosy.Images.Oci;

/// <summary>An OCI image layout being filled (OCI image spec, image layout): blobs under the name of their digest.
/// </summary>
/// <param name="layout">The layout's folder, which somebody else publishes or removes.</param>
internal sealed class BlobFolder(string layout)
{
    public const string IndexFile = "index.json";
    public const string MarkerFile = "oci-layout";
    public const string Marker = """{"imageLayoutVersion":"1.0.0"}""";

    /// <summary>Where a blob of a layout lies.</summary>
    public static string PathIn(string layout, Digest digest) => Path.Combine(layout, "blobs", "sha256", digest.Hex);

    public Descriptor Add(byte[] bytes, string mediaType)
    {
        var digest = Digest.Of(bytes);
        AtomicFile.Write(PathIn(layout, digest), stream => stream.Write(bytes));
        return new(mediaType, digest, bytes.Length);
    }

    /// <summary>Copies a blob from another layout; one that is already here stays.</summary>
    public void Copy(string fromLayout, Descriptor blob)
    {
        var target = PathIn(layout, blob.Digest);
        if (File.Exists(target)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(PathIn(fromLayout, blob.Digest), target);
    }

    /// <summary>Writes, hashes and compresses a layer in one go.</summary>
    public Layer AddLayer(LayerTree tree, string comment, DateTimeOffset mtime, int threads, CancellationToken cancellation)
    {
        var partial = Path.Combine(layout, "layer.partial");
        using var blobHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var tarHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size;
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            using var gzip = new BlockGzip(new HashingStream(file, blobHash), threads);
            LayerWriter.Write(tree, mtime.ToUnixTimeSeconds(), new HashingStream(gzip, tarHash), cancellation);
            gzip.Complete();
            size = file.Length;
        }

        var blob = new Descriptor(MediaTypes.Layer, Digest.FromHash(blobHash.GetHashAndReset()), size);
        var target = PathIn(layout, blob.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(partial, target, overwrite: true);
        return new(blob, Digest.FromHash(tarHash.GetHashAndReset()), comment);
    }

    /// <summary>The two fixed files, which make the folder a layout.</summary>
    public void Complete(Descriptor top)
    {
        File.WriteAllBytes(Path.Combine(layout, IndexFile), OciDocuments.Index([top], []));
        File.WriteAllText(Path.Combine(layout, MarkerFile), Marker, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
