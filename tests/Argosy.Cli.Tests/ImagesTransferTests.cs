using System.Text.Json;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Cli.Tests;

/// <summary>`argosy images push`, `pull` and `list` with a real registry.</summary>
public sealed class ImagesTransferTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_image_is_pushed_listed_and_pulled()
    {
        using var registry = await RealRegistry.StartAsync();
        var (layout, name) = (_folder.At("layout"), $"{registry.Address}/team/app:1");
        var index = Write(layout);

        (await RunAsync("push", layout, name, "--dry-run")).Output.ShouldContain("would get 2 blobs");
        (await RunAsync("push", layout, name)).Output.ShouldContain($"digest: {index.Digest}");
        (await RunAsync("push", layout, name)).Output.ShouldContain("is unchanged");
        var listing = JsonDocument.Parse((await RunAsync("list", name, "--json")).Output).RootElement;
        listing.GetProperty("tags")[0].GetString().ShouldBe("1");
        listing.GetProperty("platforms").GetArrayLength().ShouldBe(1);
        (await RunAsync("pull", name, _folder.At("copy"))).ExitCode.ShouldBe(0);
        OciLayout.Verify(_folder.At("copy")).Manifests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_isnt_one_is_an_error_with_its_id()
    {
        var run = await RunAsync("list", "docker://host.example/app");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("ARG0275 command line: ");
    }

    private Task<CliRun> RunAsync(params string[] arguments) =>
        CliRun.OfAsync(_folder.At("caches"), ["images", .. arguments]);

    private static Descriptor Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var blobs = new BlobFolder(folder);
        var layer = blobs.Add(new byte[1000], MediaTypes.Layer);
        var config = blobs.Add("{}"u8.ToArray(), MediaTypes.Config);
        var manifest = blobs.Add(new ImageManifest(config, [layer], []).Write(), MediaTypes.Manifest) with
        {
            Platform = OciPlatform.Of(Architecture.All[0]),
        };
        var index = blobs.Add(new ImageIndex([manifest], []).Write(), MediaTypes.Index);
        blobs.Complete(index);
        return index;
    }
}
