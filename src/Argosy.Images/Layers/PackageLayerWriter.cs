using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Layers;

/// <summary>Writes the layers of packages: each is a frame of its folders, links and generated files, then a part of
/// each package, then the end mark. Only parts that don't exist yet are read and compressed.</summary>
/// <param name="root">The packages.</param>
/// <param name="cache">The parts.</param>
/// <param name="mtime">Every entry's time, in seconds since 1970.</param>
/// <param name="threads">How many packages and layers are converted at a time. The bytes don't depend on it.</param>
internal sealed class PackageLayerWriter(PackagedRoot root, LayerCache cache, long mtime, int threads)
{
    // Each reads one package, and the blocks of one are compressed in order.
    private const int BlocksAtATime = 1;

    /// <summary>Writes all of them. Errors ARG0278, ARG0328 and ARG0329.</summary>
    public async Task<IReadOnlyList<Layer>> WriteAsync(
        BlobFolder blobs, IReadOnlyList<PlannedLayer> layers, CancellationToken cancellation)
    {
        cache.Require();
        var parted = layers.Select(l => new PartedLayer(
            l, Frame(l.Tree), PackagePart.Of(root, l.Tree, (file, link) => Header(file, link, mtime)))).ToList();
        await ConvertAsync(parted.SelectMany(l => l.Parts), cancellation);
        var made = new Layer[parted.Count];
        await Parallel.ForAsync(0, parted.Count, Options(cancellation), async (i, token) =>
            made[i] = await AddAsync(blobs, parted[i], token));
        return made;
    }

    private Task ConvertAsync(IEnumerable<PackagePart> parts, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            parts.Where(p => !cache.Has(p.Key)).DistinctBy(p => p.Key).ToList(), Options(cancellation),
            (part, token) =>
            {
                cache.Add(part.Key, BlocksAtATime, tar => part.WriteAsync(tar, token).GetAwaiter().GetResult());
                return ValueTask.CompletedTask;
            });

    private async Task<Layer> AddAsync(BlobFolder blobs, PartedLayer layer, CancellationToken cancellation)
    {
        var known = cache.TryFind(layer.Key);
        var made = Add();
        if (known is { } recorded && recorded.Blob != made.Blob.Digest)
        {
            // A part isn't what it was: all of them are made again.
            blobs.Remove(made.Blob);
            foreach (var part in layer.Parts) cache.Remove(part.Key);
            await ConvertAsync(layer.Parts, cancellation);
            known = null;
            made = Add();
        }

        if (known is null) cache.Record(layer.Key, made);
        return made;

        Layer Add() => blobs.AddCompressedLayer(
            gzip =>
            {
                gzip.Write(layer.Frame);
                foreach (var part in layer.Parts)
                {
                    cancellation.ThrowIfCancellationRequested();
                    cache.CopyTo(part.Key, gzip);
                }

                gzip.Write(EndMark);
            },
            blob => known?.Blob == blob.Digest ? known.Value.DiffId : null, layer.Planned.Comment);
    }

    private byte[] Frame(LayerTree tree)
    {
        var gzip = new MemoryStream();
        GzipMembers.Write(gzip, BlocksAtATime, tar =>
        {
            var buffer = new byte[1 << 17];
            foreach (var entry in tree.Entries.Where(e => e is not FileEntry { Content: PackagedContent }))
                LayerWriter.WriteEntry(entry, mtime, tar, buffer);
        });
        return gzip.ToArray();
    }

    private static byte[] EndMark
    {
        get
        {
            var gzip = new MemoryStream();
            GzipMembers.Write(gzip, BlocksAtATime, tar => tar.Write(new byte[2 * TarHeader.BlockSize]));
            return gzip.ToArray();
        }
    }

    private static byte[] Header(FileEntry file, string? link, long mtime) => LayerWriter.Header(
        file, link is null ? '0' : '1', link, link is null ? file.Content.Length : 0, mtime);

    private ParallelOptions Options(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    private sealed record PartedLayer(PlannedLayer Planned, byte[] Frame, IReadOnlyList<PackagePart> Parts)
    {
        public Digest Key { get; } = Digest.Of(
            $"layer-1 {Digest.Of(Frame)} {string.Join(' ', Parts.Select(p => p.Key))}");
    }
}
