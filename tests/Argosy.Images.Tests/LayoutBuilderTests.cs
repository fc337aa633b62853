using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.Definition;
using Argosy.Images.Tests.Layers;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests;

public sealed class LayoutBuilderTests : IDisposable
{
    private static readonly ImageDefinition s_image = Images.Define(
        "packages: [libc6]\nexclude: [/doc/**]\nfiles: [{text: hello, destination: /etc/motd}]\n"
        + "entrypoint: [/bin/true]");

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task The_same_image_has_the_same_bytes_wherever_and_with_however_many_threads_it_is_built()
    {
        await BuildAsync("x64", "one", threads: 1);
        await BuildAsync("x64", "elsewhere/two", threads: 4);
        _folder.Files("one").ShouldBe(_folder.Files("elsewhere/two"));
        foreach (var file in _folder.Files("one"))
            Digest.OfFile(_folder[$"one/{file}"]).ShouldBe(Digest.OfFile(_folder[$"elsewhere/two/{file}"]));
    }

    [Fact]
    public async Task Diff_ids_are_digests_of_the_uncompressed_layers()
    {
        var image = await BuildAsync("x64", "one");
        image.Layers.Count.ShouldBe(2);
        var config = OciLayout.Verify(_folder["one"]).Blobs.Single(b => b.MediaType == MediaTypes.Config);
        using var json = JsonDocument.Parse(File.ReadAllBytes(BlobFolder.PathIn(_folder["one"], config.Digest)));
        var diffIds = json.RootElement.GetProperty("rootfs").GetProperty("diff_ids")
            .EnumerateArray().Select(d => d.GetString());
        image.Layers.Select(l => Uncompressed("one", l)).ShouldBe(diffIds);
    }

    [Fact]
    public async Task A_layer_has_what_the_definition_leaves_in()
    {
        var image = await BuildAsync("x64", "one");
        Names("one", image.Layers[0]).ShouldBe(["bin/", "bin/true", "doc/"]);
        Names("one", image.Layers[1]).ShouldBe(["etc/", "etc/motd"]);
    }

    [Fact]
    public async Task Architectures_are_under_one_sorted_index_whatever_their_order()
    {
        foreach (var architecture in (string[])["ppc64le", "x64", "arm64"])
            await BuildAsync(architecture, architecture);
        var index = await AssembleAsync("all", "ppc64le", "x64", "arm64");
        (await AssembleAsync("again", "arm64", "x64", "ppc64le")).ShouldBe(index);
        OciLayout.Verify(_folder["all"]).Manifests.Select(m => m.Platform!.ToString())
            .ShouldBe(["linux/amd64", "linux/arm64/v8", "linux/ppc64le"]);
        using var json = JsonDocument.Parse(File.ReadAllBytes(_folder["all/index.json"]));
        json.RootElement.GetProperty("manifests").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("digest").GetString().ShouldBe(index.Digest.ToString());
    }

    [Fact]
    public async Task A_platform_is_in_a_layout_only_once()
    {
        await BuildAsync("x64", "one");
        await BuildAsync("x64", "two");
        (await Should.ThrowAsync<ArgosyException>(() => AssembleAsync("all", "one", "two")))
            .Diagnostics[0].Id.ShouldBe("ARG0424");
        (await Should.ThrowAsync<ArgosyException>(() => AssembleAsync("all"))).Diagnostics[0].Id.ShouldBe("ARG0424");
    }

    [Fact]
    public async Task A_failed_build_leaves_the_former_image_and_nothing_else()
    {
        await BuildAsync("x64", "one");
        var before = _folder.Files();
        File.WriteAllText(_folder["root.tar"], "broken");
        await Should.ThrowAsync<ArgosyException>(() => BuildAsync("x64", "one", writeRoot: false));
        var missing = s_image with
        {
            Files = Images.Define("packages: [a1]\nfiles: [{source: no, destination: /no}]").Files
        };
        await Should.ThrowAsync<ArgosyException>(() => BuildAsync("x64", "one", image: missing));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(
            () => BuildAsync("x64", "one", cancellation: cancelled.Token));
        _folder.Files().ShouldBe(before);
    }

    [Fact]
    public async Task A_changed_byte_in_any_blob_is_found()
    {
        var image = await BuildAsync("x64", "one");
        foreach (var blob in OciLayout.Verify(_folder["one"]).Blobs)
        {
            var path = BlobFolder.PathIn(_folder["one"], blob.Digest);
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [(byte)(bytes[0] ^ 1), .. bytes[1..]]);
            Error().ShouldBe("ARG0423");
            File.WriteAllBytes(path, bytes[1..]);
            Error().ShouldBe("ARG0423");
            File.Delete(path);
            Error().ShouldBe("ARG0422");
            File.WriteAllBytes(path, bytes);
        }

        OciLayout.Verify(_folder["one"]).Manifests.ShouldHaveSingleItem().Digest.ShouldBe(image.Manifest.Digest);
        File.WriteAllText(_folder["one/index.json"], """{"schemaVersion":2,"manifests":[{"digest":"sha1:00"}]}""");
        Error().ShouldBe("ARG0421");
        File.Delete(_folder["one/oci-layout"]);
        Error().ShouldBe("ARG0420");

        string Error() => Should.Throw<ArgosyException>(() => OciLayout.Verify(_folder["one"])).Diagnostics[0].Id;
    }

    public void Dispose() => _folder.Dispose();

    private async Task<BuiltImage> BuildAsync(
        string architecture, string target, int threads = 2, ImageDefinition? image = null, bool writeRoot = true,
        CancellationToken cancellation = default)
    {
        if (writeRoot)
        {
            RootTars.Write(_folder["root.tar"], TarEntryFormat.Pax,
                (TarEntryType.Directory, "bin", ""),
                (TarEntryType.RegularFile, "bin/true", Encoding.Latin1.GetString(SmallElf.For(architecture))),
                (TarEntryType.Directory, "doc", ""), (TarEntryType.RegularFile, "doc/a", new string('d', 3 << 20)));
        }

        return await new LayoutBuilder(image ?? s_image, _folder.Path, Images.Created) { Threads = threads }
            .BuildAsync(Images.On(architecture), _folder["root.tar"], _folder[target], cancellation);
    }

    private Task<Descriptor> AssembleAsync(string target, params string[] layouts) => ImageLayout.AssembleAsync(
        s_image, [.. layouts.Select(l => _folder[l])], _folder[target], Images.Created, CancellationToken.None);

    private GZipStream Open(string layout, Descriptor layer) =>
        new(File.OpenRead(BlobFolder.PathIn(_folder[layout], layer.Digest)), CompressionMode.Decompress);

    private string Uncompressed(string layout, Descriptor layer)
    {
        using var tar = Open(layout, layer);
        return Digest.Of(tar).ToString();
    }

    private List<string> Names(string layout, Descriptor layer)
    {
        using var reader = new TarReader(Open(layout, layer));
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry) names.Add(entry.Name);
        return names;
    }
}
