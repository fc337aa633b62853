using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Layout;

/// <summary>An OCI image layout on disk that has been read and verified.</summary>
/// <param name="Folder">The layout's folder.</param>
/// <param name="Manifests">The manifests of single platforms, including those in nested indexes,
/// in index order.</param>
/// <param name="Blobs">All referenced blobs, each once.</param>
public sealed record OciLayout(string Folder, IReadOnlyList<Descriptor> Manifests, IReadOnlyList<Descriptor> Blobs)
{
    // A document, unlike a layer, is read into memory; registries also reject larger ones.
    private const long MaxDocument = 4 << 20;

    /// <summary>The path of a blob in a layout.</summary>
    public static string BlobPath(string folder, Digest digest) => BlobFolder.PathIn(folder, digest);

    /// <summary>The platforms' manifests of a layout with one image, without reading any other blob.</summary>
    /// <remarks>Errors ARG0420 (no layout), ARG0280 (several images), ARG0421 to ARG0423.</remarks>
    public static IReadOnlyList<Descriptor> ReadPlatforms(string folder)
    {
        var source = LayoutSource.Open(folder);
        return source.Top.MediaType is MediaTypes.Index or MediaTypes.DockerIndex
            ? source.References(source.Top)
            : [source.Top];
    }

    /// <summary>The image of a layout with one: its index, or a manifest for one platform.</summary>
    /// <remarks>Errors ARG0420 (no layout), ARG0280 (several images), ARG0421.</remarks>
    public static Descriptor ReadTop(string folder) => LayoutSource.Open(folder).Top;

    /// <summary>Reads every document and hashes every blob.</summary>
    /// <remarks>Errors ARG0420 (no layout), ARG0421 (a document can't be read), ARG0422 (a blob is missing), ARG0423
    /// (its size or digest differs from the reference), all reported together.</remarks>
    public static OciLayout Verify(string folder)
    {
        var marker = Path.Combine(folder, BlobFolder.MarkerFile);
        var index = Path.Combine(folder, BlobFolder.IndexFile);
        if (!File.Exists(marker) || !File.Exists(index))
            throw new ArgosyException(new Diagnostic("ARG0420", new(folder), "it isn't an OCI image layout",
                $"A layout has '{BlobFolder.MarkerFile}' and '{BlobFolder.IndexFile}': build the image."));
        var walk = new Walk(folder);
        walk.Follow(File.ReadAllBytes(index), BlobFolder.IndexFile);
        return walk.Errors.Count > 0
            ? throw new ArgosyException(walk.Errors)
            : new(folder, walk.Manifests, [.. walk.Seen.Values]);
    }

    private sealed class Walk(string folder)
    {
        public List<Diagnostic> Errors { get; } = [];

        public List<Descriptor> Manifests { get; } = [];

        public Dictionary<Digest, Descriptor> Seen { get; } = [];

        public void Follow(byte[] document, string shownAs)
        {
            IReadOnlyList<Descriptor> references;
            try
            {
                references = OciDocument.References(document);
            }
            catch (FormatException e)
            {
                Errors.Add(new("ARG0421", new(shownAs),
                    $"it is no OCI index or manifest: {e.Message.TrimEnd('.')}", "Build the image again."));
                return;
            }

            foreach (var blob in references)
            {
                if (blob.MediaType == MediaTypes.Manifest) Manifests.Add(blob);
                if (!Seen.TryAdd(blob.Digest, blob) || !IsWhole(blob, shownAs)) continue;
                if (blob.MediaType is MediaTypes.Manifest or MediaTypes.Index)
                    Follow(File.ReadAllBytes(BlobFolder.PathIn(folder, blob.Digest)), blob.Digest.ToString());
            }
        }

        private bool IsWhole(Descriptor blob, string shownAs)
        {
            var file = new FileInfo(BlobFolder.PathIn(folder, blob.Digest));
            if (!file.Exists) return Wrong("ARG0422", $"it refers to {blob.Digest}, which is missing");
            if (file.Length != blob.Size)
                return Wrong(
                    "ARG0423", $"it says that {blob.Digest} has {blob.Size} bytes, but there are {file.Length}");
            if (blob.MediaType is MediaTypes.Manifest or MediaTypes.Index && blob.Size > MaxDocument)
                return Wrong("ARG0421", $"{blob.Digest} is too large for a document");
            return Digest.OfFile(file.FullName) == blob.Digest
                || Wrong("ARG0423", $"{blob.Digest} holds other bytes than its digest says");

            bool Wrong(string id, string cause)
            {
                Errors.Add(new(id, new($"{folder}/{shownAs}"), cause, "Delete the layout and build the image again."));
                return false;
            }
        }
    }
}
