using System.Text.Json;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;

namespace Argosy.Cli.Tests;

public sealed class ImagesInspectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    private string Layout => Path.Combine(_folder, "small");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Inspect_shows_what_a_layout_holds()
    {
        var manifest = Write();
        var run = await CliRun.OfAsync(_folder, "images", "inspect", Layout);
        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        var lines = run.Output.Split('\n');
        lines[0].ShouldStartWith($"linux/amd64  {manifest.Digest}  ");
        lines[0].ShouldEndWith("  2 packages");
        lines[1].ShouldStartWith("  layer  sha256:");
        lines[1].ShouldEndWith("  packages␛[2J");
        lines[2].ShouldBe("  Entrypoint: [\"/bin/a\"]");

        var json = JsonDocument.Parse((await CliRun.OfAsync(_folder, "images", "inspect", Layout, "--json")).Output);
        var image = json.RootElement.GetProperty("images").EnumerateArray().ShouldHaveSingleItem();
        (image.GetProperty("platform").GetString(), image.GetProperty("digest").GetString(),
            image.GetProperty("packages").GetInt32()).ShouldBe(("linux/amd64", manifest.Digest.ToString(), 2));
        image.GetProperty("settings").GetProperty("Entrypoint")[0].GetString().ShouldBe("/bin/a");
    }

    [Fact]
    public async Task A_folder_that_is_no_layout_and_a_platform_that_is_not_there_are_errors()
    {
        (await CliRun.OfAsync(_folder, "images", "inspect", _folder)).Error.ShouldStartWith("ARG0420 ");
        Write();
        var run = await CliRun.OfAsync(_folder, "images", "load", Layout, "--arch=arm64");
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith("ARG0483 ");
    }

    [Fact]
    public async Task A_self_test_needs_its_definition()
    {
        Write();
        var run = await CliRun.OfAsync(_folder, "images", "smoke", Layout, "--path", _folder);
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith("ARG0119 ");
        Directory.CreateDirectory(Path.Combine(_folder, "images/small"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "images/small/image.yaml"), "packages: [libc6]\n");
        (await CliRun.OfAsync(_folder, "images", "smoke", Layout, "--path", _folder)).Error.ShouldStartWith("ARG0484 ");
    }

    [Theory]
    [InlineData("images", "run", "x", "--engine=rkt")]
    [InlineData("images", "run", "x", "--arch=z80")]
    [InlineData("images", "run", "x", "--env=novalue")]
    [InlineData("images", "run", "x", "--shm-size=0")]
    [InlineData("images", "run", "x", "--network=bridge")]
    [InlineData("images", "load")]
    public async Task A_mistake_in_the_command_line_is_exit_code_2(params string[] arguments) =>
        (await CliRun.OfAsync(_folder, arguments)).ExitCode.ShouldBe(2);

    // One layer with dpkg's record, for amd64.
    private Descriptor Write()
    {
        Directory.CreateDirectory(Layout);
        var blobs = new BlobFolder(Layout);
        var status = "Package: a\n\nPackage: b\n"u8.ToArray();
        var layer = blobs.AddLayer(tar =>
        {
            const string Name = "var/lib/dpkg/status";
            tar.Write(new TarHeader('0', Name, UnixFileMode.UserRead) { Size = status.Length }.ToPax());
            tar.Write(status);
            tar.Write(new byte[TarHeader.Padding(status.Length) + (2 * TarHeader.BlockSize)]);
        }, "packages", threads: 1);
        var config = blobs.Add(
            """
            {"architecture":"amd64","os":"linux","config":{"Entrypoint":["/bin/a"]},
             "history":[{"comment":"packages\u001b[2J"}]}
            """u8.ToArray(),
            MediaTypes.Config);
        var manifest = blobs.Add(new ImageManifest(config, [layer.Blob], []).Write(), MediaTypes.Manifest) with
        {
            Platform = new("linux", "amd64", null)
        };
        blobs.Complete(manifest);
        return manifest;
    }
}
