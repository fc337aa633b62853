using System.Formats.Tar;
using System.IO.Compression;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Images.Layers;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>All files of one platform's image: its layers on top of each other.</summary>
public sealed class ImageFiles
{
    private const string Whiteout = ".wh.";
    private const string OpaqueWhiteout = ".wh..wh..opq";
    private const long LargestKept = 64 << 20;
    private static readonly string[] s_lazyPullFiles =
        ["stargz.index.json", ".prefetch.landmark", ".no.prefetch.landmark"];

    private readonly SortedDictionary<string, ImageFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);

    private ImageFiles()
    {
    }

    /// <summary>Everything in the image, sorted by path.</summary>
    public IReadOnlyCollection<ImageFile> All => _files.Values;

    /// <summary>The entry of a path; null if there is none.</summary>
    public ImageFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>The content of a file that was to be kept; null if there is no such file. Links are followed, also
    /// those of folders.</summary>
    public byte[]? FindContent(string path) => _kept.GetValueOrDefault(Resolve(path));

    /// <summary>Reads all layers of a manifest.</summary>
    /// <param name="store">Where the layers are.</param>
    /// <param name="manifest">The platform's manifest.</param>
    /// <param name="isKept">Selects the files whose content is needed, by path.</param>
    /// <param name="cancellation">Between two files.</param>
    /// <exception cref="ArgosyException">ARG0476: a layer can't be read.</exception>
    public static async Task<ImageFiles> ReadAsync(
        IManifestStore store, ArtifactManifest manifest, Func<string, bool> isKept, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(manifest);
        var files = new ImageFiles();
        foreach (var blob in manifest.Layers.Select(l => l.Blob))
        {
            var layer = await store.ReadBlobAsync(
                blob, stream => ReadLayer(store.Place, blob, stream, isKept, cancellation), cancellation);
            files.Add(layer);
        }

        return files;
    }

    private static List<(ImageFile File, byte[]? Content, string? HardLink)> ReadLayer(
        string place, Descriptor blob, Stream stream, Func<string, bool> isKept, CancellationToken cancellation)
    {
        try
        {
            var entries = new List<(ImageFile, byte[]?, string?)>();
            using var tar = new TarReader(Unpacked(stream));
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                var path = ImagePath.TryNormalize(entry.Name)
                    ?? throw new InvalidDataException($"'{entry.Name}' lies outside the root");
                if (path.Length > 0 && !s_lazyPullFiles.Contains(path)) entries.Add(Read(entry, path, isKept(path)));
            }

            return entries;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ArgosyException(new Diagnostic("ARG0476", new(place),
                $"the layer {blob.Digest} can't be read: {e.Message.TrimEnd('.')}",
                "Argosy reads layers in tar, uncompressed or compressed with gzip."), e);
        }
    }

    private static Stream Unpacked(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        var start = new byte[2];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        Stream whole = new PrefixedStream(start.AsMemory(0, length), buffered);
        return start is [0x1f, 0x8b] ? new GZipStream(whole, CompressionMode.Decompress)
            : start is [0x28, 0xb5] ? throw new InvalidDataException("it is compressed with zstd")
            : whole;
    }

    private static (ImageFile, byte[]?, string?) Read(TarEntry entry, string path, bool isKept)
    {
        var mode = entry.Mode & LayerEntry.ModeMask;
        var plain = new ImageFile(path, "file", mode, entry.Uid, entry.Gid, 0, null, null, FileForm.Data);
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                return (plain with { Kind = "folder" }, null, null);
            case TarEntryType.SymbolicLink:
                return (plain with
                {
                    Kind = "link",
                    Mode = (UnixFileMode)0b111_111_111,
                    Target = entry.LinkName
                }, null, null);
            case TarEntryType.HardLink:
                return (plain, null, ImagePath.TryNormalize(entry.LinkName));
            case TarEntryType.CharacterDevice or TarEntryType.BlockDevice or TarEntryType.Fifo:
                return (plain with { Kind = "device" }, null, null);
            default:
                var content = new FileReader(entry.DataStream ?? Stream.Null, isKept && entry.Length <= LargestKept);
                return (plain with
                {
                    Size = entry.Length,
                    Digest = content.Digest,
                    Form = content.Form
                }, content.Kept, null);
        }
    }

    // Whiteouts hide what lower layers have, wherever they are in their own layer (OCI image spec, "Whiteouts").
    private void Add(List<(ImageFile File, byte[]? Content, string? HardLink)> layer)
    {
        foreach (var (file, _, _) in layer) Hide(file.Path);
        foreach (var (file, content, hardLink) in layer.Where(e => !IsWhiteout(e.File.Path)))
        {
            if (file.Kind != "folder" && _files.GetValueOrDefault(file.Path)?.Kind == "folder")
                RemoveBelow(file.Path);
            var source = hardLink is null ? file : _files.GetValueOrDefault(hardLink) ?? file;
            _files[file.Path] = source with { Path = file.Path };
            var bytes = content ?? (hardLink is null ? null : _kept.GetValueOrDefault(hardLink));
            if (bytes is null) _kept.Remove(file.Path);
            else _kept[file.Path] = bytes;
        }
    }

    private void Hide(string path)
    {
        if (!IsWhiteout(path)) return;
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var name = path[folder.Length..];
        if (name == OpaqueWhiteout)
        {
            RemoveBelow(folder.TrimEnd('/'));
        }
        else
        {
            var hidden = folder + name[Whiteout.Length..];
            _files.Remove(hidden);
            _kept.Remove(hidden);
            RemoveBelow(hidden);
        }
    }

    private static bool IsWhiteout(string path) =>
        path[(path.LastIndexOf('/') + 1)..].StartsWith(Whiteout, StringComparison.Ordinal);

    private void RemoveBelow(string folder)
    {
        var start = $"{folder}/";
        foreach (var path in _files.Keys.Where(p => p.StartsWith(start, StringComparison.Ordinal)).ToList())
        {
            _files.Remove(path);
            _kept.Remove(path);
        }
    }

    private string Resolve(string path) =>
        LinkResolver.TryResolve(path, p => Find(p)?.Target, followLast: true) ?? path;
}
