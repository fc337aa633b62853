using System.Formats.Tar;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.Engines;
using Argosy.Images.Inspection;
using Argosy.Images.Tests.Layers;
using Argosy.Oci.Layout;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Tests.Engines;

public sealed class ImageArchiveTests : IDisposable
{
    private const string Name = "localhost/small:x64";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_archive_is_an_OCI_layout_and_a_docker_archive()
    {
        var image = await BuildAsync();
        var entries = Entries(new ImageArchive(image, Name));

        using var index = JsonDocument.Parse(entries["index.json"]);
        var manifest = index.RootElement.GetProperty("manifests").EnumerateArray().ShouldHaveSingleItem();
        manifest.GetProperty("digest").GetString().ShouldBe(image.Descriptor.Digest.ToString());
        manifest.GetProperty("annotations").GetProperty("io.containerd.image.name").GetString().ShouldBe(Name);
        using var docker = JsonDocument.Parse(entries["manifest.json"]);
        var entry = docker.RootElement.EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("RepoTags").EnumerateArray().Select(t => t.GetString()).ShouldBe([Name]);
        entry.GetProperty("Config").GetString().ShouldBe($"blobs/sha256/{image.Manifest.Config.Digest.Hex}");
        entry.GetProperty("Layers").EnumerateArray().Select(l => l.GetString())
            .ShouldBe(image.Manifest.Layers.Select(l => $"blobs/sha256/{l.Digest.Hex}"));
        foreach (var (name, bytes) in entries.Where(e => e.Key.StartsWith("blobs/", StringComparison.Ordinal)))
            name.ShouldBe($"blobs/sha256/{Digest.Of(bytes).Hex}");
        Encoding.UTF8.GetString(entries["oci-layout"]).ShouldBe(File.ReadAllText(_folder["small/oci-layout"]));
    }

    [Fact]
    public async Task The_same_image_gives_the_same_bytes_and_as_many_as_it_says()
    {
        var image = await BuildAsync();
        var first = new MemoryStream();
        await using (var archive = new ImageArchive(image, Name))
        {
            await archive.CopyToAsync(first);
            archive.Length.ShouldBe(first.Length);
            archive.Position.ShouldBe(first.Length);
        }

        using var again = new ImageArchive(image, Name);
        Digest.Of(again).ShouldBe(Digest.Of(first.ToArray()));
    }

    [Fact]
    public async Task A_platform_that_the_layout_has_not_is_an_error_that_names_the_others()
    {
        await BuildAsync();
        var error = Should.Throw<ArgosyException>(() => PlatformImage.Of(
            OciLayout.Verify(_folder["small"]), Architecture.TryFind("arm64")!)).Diagnostics[0];
        error.Id.ShouldBe("ARG0483");
        error.Cause.ShouldEndWith("it has x64");
    }

    [Fact]
    public async Task A_summary_counts_packages_and_says_what_layers_are()
    {
        var summary = ImageSummary.Of(await BuildAsync(), default);

        (summary.Platform, summary.Packages).ShouldBe(("linux/amd64", 2));
        summary.Layers.ShouldHaveSingleItem().Comment.ShouldBe("packages of debian-12");
        summary.Size.ShouldBe(OciLayout.Verify(_folder["small"]).Blobs.Sum(b => b.Size));
        summary.Settings!.Value.GetProperty("User").GetString().ShouldBe("7");
    }

    [Fact]
    public async Task A_socket_with_a_long_path_can_be_reached()
    {
        var deep = Directory.CreateDirectory(_folder[new string('d', 100), new string('e', 100)]).FullName;
        var path = Path.Combine(deep, "s.sock");
        string link;
        using (var socket = new SocketPath(path))
        {
            link = socket.Short;
            Encoding.UTF8.GetByteCount(socket.Short).ShouldBeLessThan(108);
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(socket.Short));
            listener.Listen();
            File.Exists(path).ShouldBeTrue();
            using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await client.ConnectAsync(new UnixDomainSocketEndPoint(socket.Short));
            client.Connected.ShouldBeTrue();
        }

        Directory.Exists(Path.GetDirectoryName(link)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_socket_path_of_any_length_is_one_that_the_engines_client_takes()
    {
        foreach (var length in Enumerable.Range(80, 40))
        {
            var name = new string('d', Math.Max(1, length - _folder.Path.Length - 8));
            var deep = Directory.CreateDirectory(_folder[name]).FullName;
            using var engine = new DockerApiEngine(Path.Combine(deep, "s.sock"));
            (await engine.AnswersAsync(default)).ShouldBeFalse($"nothing listens below {deep}");
        }
    }

    private static Dictionary<string, byte[]> Entries(ImageArchive archive)
    {
        using var reader = new TarReader(archive);
        var entries = new Dictionary<string, byte[]>();
        while (reader.GetNextEntry() is { } entry)
        {
            var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            entries.Add(entry.Name, bytes.ToArray());
        }

        return entries;
    }

    private async Task<PlatformImage> BuildAsync()
    {
        RootTars.Write(_folder["root.tar"], TarEntryFormat.Pax,
            (TarEntryType.Directory, "bin", ""),
            (TarEntryType.RegularFile, "bin/true", Encoding.Latin1.GetString(SmallElf.For("x64"))),
            (TarEntryType.Directory, "var", ""), (TarEntryType.Directory, "var/lib", ""),
            (TarEntryType.Directory, "var/lib/dpkg", ""),
            (TarEntryType.RegularFile, "var/lib/dpkg/status", "Package: a\nStatus: x\n\nPackage: b\n"));
        var image = Images.Define(
            "packages: [libc6]\nentrypoint: [/bin/true]\ncmd: [d]\nuser: 7\nworkdir: /w\nenv: {A: x}");
        await new LayoutBuilder(image, _folder.Path, Images.Created)
            .BuildAsync(Images.On("x64"), _folder["root.tar"], _folder["small"], default);
        return PlatformImage.All(OciLayout.Verify(_folder["small"])).ShouldHaveSingleItem();
    }
}
