using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Argosy.Images.SupplyChain.Contents;
using Argosy.Images.Tests.Layers;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class ImageFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Upper_layers_replace_and_hide_what_lower_ones_have()
    {
        var files = await ReadAsync(
            Tar((TarEntryType.Directory, "a", ""), (TarEntryType.RegularFile, "a/kept", "1"),
                (TarEntryType.RegularFile, "a/gone", "2"), (TarEntryType.Directory, "b", ""),
                (TarEntryType.RegularFile, "b/hidden", "3"), (TarEntryType.RegularFile, "c", "4")),
            Tar((TarEntryType.RegularFile, "a/.wh.gone", ""), (TarEntryType.RegularFile, "b/new", "5"),
                (TarEntryType.RegularFile, "b/.wh..wh..opq", ""), (TarEntryType.RegularFile, "c", "six")));
        files.All.Select(f => f.Path).ShouldBe(["a", "a/kept", "b", "b/new", "c"]);
        files.Find("c")!.Size.ShouldBe(3);
    }

    [Fact]
    public async Task Files_of_lazy_pulls_are_not_the_images()
    {
        var files = await ReadAsync(Tar(
            (TarEntryType.RegularFile, ".no.prefetch.landmark", "\u000f"), (TarEntryType.RegularFile, "a", "1"),
            (TarEntryType.RegularFile, "stargz.index.json", "{}")));
        files.All.ShouldHaveSingleItem().Path.ShouldBe("a");
    }

    [Fact]
    public async Task Content_is_found_through_links_of_files_and_folders()
    {
        var files = await ReadAsync(Tar(
            (TarEntryType.Directory, "doc", ""), (TarEntryType.RegularFile, "doc/text", "content"),
            (TarEntryType.SymbolicLink, "other", "/doc"), (TarEntryType.SymbolicLink, "circle", "circle"),
            (TarEntryType.HardLink, "hard", "doc/text")));
        Encoding.UTF8.GetString(files.FindContent("other/text")!).ShouldBe("content");
        Encoding.UTF8.GetString(files.FindContent("hard")!).ShouldBe("content");
        files.Find("hard")!.Digest.ShouldBe(files.Find("doc/text")!.Digest);
        files.FindContent("circle").ShouldBeNull();
    }

    [Fact]
    public async Task A_layer_in_zstd_or_one_that_is_cut_off_is_an_error()
    {
        var cut = Tar((TarEntryType.RegularFile, "a", new string('x', 100_000)))[..^50_000];
        foreach (var bytes in (byte[][])[[0x28, 0xb5, 0x2f, 0xfd, 0, 0], cut])
        {
            (await Should.ThrowAsync<ArgosyException>(() => ReadAsync(bytes))).Diagnostics[0].Id.ShouldBe("ARG0476");
        }
    }

    [Fact]
    public async Task Layers_may_be_compressed_in_several_members()
    {
        var tar = Tar((TarEntryType.RegularFile, "a", new string('x', 2000)));
        var files = await ReadAsync([.. Gzip(tar[..700]), .. Gzip(tar[700..])]);
        files.All.ShouldHaveSingleItem().Size.ShouldBe(2000);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Gzip(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    private byte[] Tar(params (TarEntryType, string, string)[] entries)
    {
        RootTars.Write(_folder["layer.tar"], TarEntryFormat.Pax, entries);
        return File.ReadAllBytes(_folder["layer.tar"]);
    }

    private Task<ImageFiles> ReadAsync(params byte[][] layers)
    {
        var blobs = new BlobFolder(_folder["layout"]);
        var manifest = new ArtifactManifest(
            null, ArtifactManifest.Empty,
            [.. layers.Select(l => new ArtifactLayer(blobs.Add(l, MediaTypes.Layer), []))]);
        return ImageFiles.ReadAsync(
            new LayoutStore(_folder["layout"]), manifest, _ => true, CancellationToken.None);
    }
}
