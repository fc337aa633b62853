using System.Formats.Tar;
using System.IO.Compression;
using Argosy.Artifacts;
using Argosy.Images.Tests.Layers;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests;

/// <summary>Images made of real packages.</summary>
public sealed class PackagedImageTests : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b111_111_111;

    private readonly TestFolder _folder = new();
    private readonly SmallDebs _debs;

    public PackagedImageTests()
    {
        _debs = new(_folder);
        _debs.Add("base", [
            (TarEntryType.Directory, "./etc/", ""), (TarEntryType.RegularFile, "./etc/base", "base"),
            (TarEntryType.RegularFile, "./lib/libbase.so", new string('b', 3 << 20)),
            (TarEntryType.HardLink, "./lib/libbase.so.1", "./lib/libbase.so"),
            (TarEntryType.SymbolicLink, "./usr/lib/libbase.so.0", "libbase.so"),
        ], "Source: base-source\n");
        _debs.Add("tool", "./usr/bin/tool", "tool");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_packages_give_the_same_bytes_in_any_folder_with_any_number_of_threads()
    {
        await BuildAsync("one", threads: 1);
        await BuildAsync("elsewhere/two", threads: 4, cache: "other-cache");
        await BuildAsync("three", threads: 2);
        _folder.Files("one").ShouldBe(_folder.Files("elsewhere/two"));
        foreach (var file in _folder.Files("one"))
        {
            Digest.OfFile(_folder[$"one/{file}"]).ShouldBe(Digest.OfFile(_folder[$"elsewhere/two/{file}"]));
            Digest.OfFile(_folder[$"one/{file}"]).ShouldBe(Digest.OfFile(_folder[$"three/{file}"]));
        }
    }

    [Fact]
    public async Task A_layer_has_each_path_once_below_the_merged_usr()
    {
        var image = await BuildAsync("one", set: [("test", "base tool"), ("other", "base")]);
        Names("one", image.Layers[0]).ShouldBe([
            "etc/", "usr/", "usr/lib/", "usr/lib/libbase.so.0", "etc/base", "usr/lib/libbase.so",
            "usr/lib/libbase.so.1"
        ]);
        Names("one", image.Layers[1]).ShouldBe(["usr/", "usr/bin/", "usr/bin/tool"]);
        // No package ships these.
        Names("one", image.Layers[2]).ShouldContain("lib");
        Names("one", image.Layers[2]).ShouldContain("var/lib/dpkg/status");
        Names("one", image.Layers[2]).ShouldNotContain("usr/bin/tool");
    }

    [Fact]
    public async Task Diff_ids_are_digests_of_the_uncompressed_layers_also_of_known_ones()
    {
        foreach (var target in (string[])["one", "two"])
        {
            var image = await BuildAsync(target);
            var config = OciLayout.Verify(_folder[target]).Blobs.Single(b => b.MediaType == MediaTypes.Config);
            var text = await File.ReadAllTextAsync(BlobFolder.PathIn(_folder[target], config.Digest));
            foreach (var layer in image.Layers)
            {
                using var tar = OpenLayer(target, layer);
                text.ShouldContain(Digest.Of(tar).ToString());
            }
        }
    }

    [Fact]
    public async Task A_changed_package_changes_its_layer_and_dpkgs_record_alone()
    {
        var before = await BuildAsync("one", set: [("test", "base tool"), ("other", "base")]);
        var parts = Directory.GetFiles(_folder["layers"], "*.part", SearchOption.AllDirectories);
        _debs.Add("tool 2", "./usr/bin/tool", "changed");
        var after = await BuildAsync("two", set: [("test", "base tool"), ("other", "base")]);
        after.Layers.Except(before.Layers).Count().ShouldBe(2);
        after.Layers[0].ShouldBe(before.Layers[0]);
        // The other package was not converted again.
        Directory.GetFiles(_folder["layers"], "*.part", SearchOption.AllDirectories).Length.ShouldBe(parts.Length + 1);
    }

    [Fact]
    public async Task Two_images_have_the_layer_of_what_both_have_in_common()
    {
        (string, string)[] set = [("test", "base tool"), ("other", "base game")];
        var one = await BuildAsync("one", set: set);
        var debs = new SmallDebs(_folder);
        debs.Add("base", [
            (TarEntryType.Directory, "./etc/", ""), (TarEntryType.RegularFile, "./etc/base", "base"),
            (TarEntryType.RegularFile, "./lib/libbase.so", new string('b', 3 << 20)),
            (TarEntryType.HardLink, "./lib/libbase.so.1", "./lib/libbase.so"),
            (TarEntryType.SymbolicLink, "./usr/lib/libbase.so.0", "libbase.so"),
        ], "Source: base-source\n");
        debs.Add("game", "./usr/games/game", "game");
        var other = await BuildAsync("two", set: set, name: "other", debs: debs);
        other.Layers.Intersect(one.Layers).ShouldHaveSingleItem().ShouldBe(one.Layers[0]);
    }

    [Fact]
    public async Task A_path_that_two_packages_ship_is_in_the_layer_of_the_one_that_has_it()
    {
        _debs.Add("zz-other", "./usr/bin/tool", "replaced", "Replaces: tool\n");
        var image = await BuildAsync("one", set: [("test", "base tool zz-other"), ("b", "base tool"), ("c", "base")]);
        image.Layers.Count(l => Names("one", l).Contains("usr/bin/tool")).ShouldBe(1);
        image.Layers.Select(l => Text("one", l, "usr/bin/tool")).OfType<string>().ShouldBe(["replaced"]);
    }

    [Fact]
    public async Task A_hard_link_whose_file_is_left_out_has_the_content()
    {
        var image = await BuildAsync("one", "packages: [base, tool]\nexclude: [/usr/lib/libbase.so]\nlayers: 2");
        image.Layers.Count.ShouldBe(2);
        Text("one", image.Layers[0], "usr/lib/libbase.so.1")!.Length.ShouldBe(3 << 20);
    }

    [Fact]
    public async Task A_damaged_part_is_made_again()
    {
        var before = await BuildAsync("one");
        foreach (var part in Directory.GetFiles(_folder["layers"], "*.part", SearchOption.AllDirectories))
            await File.AppendAllTextAsync(part, "damage");
        (await BuildAsync("two")).Layers.ShouldBe(before.Layers);
        OciLayout.Verify(_folder["two"]).Blobs.Count.ShouldBe(OciLayout.Verify(_folder["one"]).Blobs.Count);
    }

    [Fact]
    public async Task A_cache_that_others_may_write_to_is_refused_by_its_name()
    {
        Directory.CreateDirectory(_folder["layers"]);
        File.SetUnixFileMode(_folder["layers"], Open);
        var error = await Should.ThrowAsync<ArgosyException>(() => BuildAsync("one"));
        error.Diagnostics[0].Id.ShouldBe("ARG0278");
        error.Diagnostics[0].Place.ToString().ShouldBe(_folder["layers"]);
    }

    [Theory]
    [InlineData("ARG0312", TarEntryType.RegularFile, "./../../out", "")]
    [InlineData("ARG0312", TarEntryType.CharacterDevice, "./dev/x", "")]
    [InlineData("ARG0312", TarEntryType.Fifo, "./usr/pipe", "")]
    [InlineData("ARG0328", TarEntryType.HardLink, "./h", "./nothing")]
    [InlineData("ARG0328", TarEntryType.RegularFile, "./usr/a\nb", "")]
    [InlineData("ARG0328", TarEntryType.SymbolicLink, "./usr/l", "a\u001bb")]
    public async Task A_hostile_package_is_refused_by_its_name(string id, TarEntryType type, string name, string text)
    {
        _debs.Add("evil", [(type, name, text)]);
        var error = await Should.ThrowAsync<ArgosyException>(() => BuildAsync("one"));
        error.Diagnostics[0].Id.ShouldBe(id);
        error.Diagnostics[0].Place.ToString().ShouldBe("evil 1");
        error.Message.ShouldNotContain("\n");
        Directory.Exists(_folder["one"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_that_leads_outside_stays_a_link_and_takes_no_file_with_it()
    {
        _debs.Add("odd", [
            (TarEntryType.SymbolicLink, "./x", "../../../outside"), (TarEntryType.RegularFile, "./x/f", "f"),
        ]);
        var image = await BuildAsync("one");
        image.Layers.SelectMany(l => Names("one", l)).Where(n => n.EndsWith("/f", StringComparison.Ordinal))
            .ShouldBe(["outside/f"]);
    }

    [Fact]
    public async Task Layers_are_kept_by_the_time_of_their_files_too()
    {
        var before = await BuildAsync("one");
        var after = await BuildAsync("two", created: Images.Created.AddDays(1));
        after.Layers.Intersect(before.Layers).ShouldBeEmpty();
    }

    private async Task<BuiltImage> BuildAsync(
        string target, string yaml = "packages: [base, tool]", int threads = 2, string cache = "layers",
        (string Image, string Packages)[]? set = null, string name = "test", SmallDebs? debs = null,
        DateTimeOffset? created = null)
    {
        var root = await (debs ?? _debs).RootAsync();
        var image = Images.Define(yaml) with { Name = name };
        return await new LayoutBuilder(image, _folder.Path, created ?? Images.Created)
        {
            Threads = threads,
            CacheFolder = _folder[cache],
            Set = (set ?? []).ToDictionary(
                i => i.Image, IReadOnlySet<string> (i) => i.Packages.Split(' ').ToHashSet()),
        }.BuildAsync(Images.On("x64"), root, _folder[target], default);
    }

    private GZipStream OpenLayer(string layout, Descriptor layer) =>
        new(File.OpenRead(BlobFolder.PathIn(_folder[layout], layer.Digest)), CompressionMode.Decompress);

    private List<string> Names(string layout, Descriptor layer)
    {
        using var reader = new TarReader(OpenLayer(layout, layer));
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry) names.Add(entry.Name);
        names.ShouldBeUnique();
        return names;
    }

    private string? Text(string layout, Descriptor layer, string path)
    {
        using var reader = new TarReader(OpenLayer(layout, layer));
        while (reader.GetNextEntry() is { } entry)
            if (entry.Name == path) return new StreamReader(entry.DataStream!).ReadToEnd();
        return null;
    }
}
