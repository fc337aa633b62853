using System.Security.Cryptography;
using Argosy.Artifacts;
using Argosy.Oci.Tar;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Layers;

/// <summary>The files that a layer has of one package, in the order of the package's archive: the part of the layer's
/// tar that is converted once and kept by content.</summary>
/// <remarks>The key is a digest of the package's digest and of every header, so that it changes with all that the bytes
/// depend on: the image's filter, its time, paths that another package has.</remarks>
internal sealed class PackagePart
{
    private const string Form = "part-1";

    private readonly PackagedRoot _root;
    private readonly SortedDictionary<int, (byte[] Header, long Length, MemoryStream After)> _files = [];

    private PackagePart(PackagedRoot root, int package) => (_root, Package) = (root, package);

    /// <summary>The package's place in the root.</summary>
    public int Package { get; }

    /// <summary>Identifies the bytes.</summary>
    public Digest Key { get; private set; }

    /// <summary>The parts of a layer, in the packages' order.</summary>
    /// <param name="root">The packages.</param>
    /// <param name="tree">The layer.</param>
    /// <param name="header">Makes a file's header; with the name of a file that it is another name of.</param>
    public static IReadOnlyList<PackagePart> Of(
        PackagedRoot root, LayerTree tree, Func<FileEntry, string?, byte[]> header)
    {
        var parts = new SortedDictionary<int, PackagePart>();
        var names = new Dictionary<PackagedContent, string>(ReferenceEqualityComparer.Instance);
        foreach (var file in tree.Entries.OfType<FileEntry>())
        {
            if (file.Content is not PackagedContent content) continue;
            if (!parts.TryGetValue(content.Package, out var part))
                parts[content.Package] = part = new(root, content.Package);
            if (names.TryGetValue(content, out var first))
            {
                part._files[content.Ordinal].After.Write(header(file, first));
                continue;
            }

            names.Add(content, file.Path);
            part._files.Add(content.Ordinal, (header(file, null), content.Length, new()));
        }

        foreach (var part in parts.Values) part.Key = part.MakeKey();
        return [.. parts.Values];
    }

    /// <summary>Writes the part's bytes of the tar, while the package is read once.</summary>
    public async Task WriteAsync(Stream tar, CancellationToken cancellation)
    {
        var written = 0;
        await _root.ReadAsync(Package, (ordinal, content) =>
        {
            if (!_files.TryGetValue(ordinal, out var file)) return;
            tar.Write(file.Header);
            content.CopyTo(tar, 1 << 17);
            tar.Write(new byte[TarHeader.Padding(file.Length)]);
            file.After.WriteTo(tar);
            written++;
        }, cancellation);
        if (written != _files.Count)
            throw new InvalidDataException($"{_root.Packages[Package]} has {written} of {_files.Count} files");
    }

    private Digest MakeKey()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Form} {_root.Packages[Package].Digest}\n"));
        foreach (var (ordinal, file) in _files)
        {
            hash.AppendData(BitConverter.GetBytes(ordinal));
            hash.AppendData(file.Header);
            hash.AppendData(file.After.GetBuffer(), 0, (int)file.After.Length);
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }
}
