using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Argosy.Artifacts.Trust;
using Argosy.Images.SupplyChain;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;

namespace Argosy.Cli.Tests;

public sealed class ImagesCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Verify_ends_with_0_for_a_signed_image_and_1_for_any_other()
    {
        var image = WriteImage("image", "text");
        var key = SigningKey.Create(_folder["key.pem"]);
        var shown = await CliRun.OfAsync(_folder.Path, "cache", "key", "show", _folder["key.pem"], "--pem");
        var pem = _folder.Write("key.pub", shown.Output);
        var unsigned = await RunAsync("verify", image, "--key", pem);
        unsigned.ExitCode.ShouldBe(1);
        unsigned.Error.ShouldStartWith("ARG0470");

        await ImageAttestations.WriteAsync(
            new("image", image, new Dictionary<Architecture, string>(),
                new Provenance("image", "Images-image", ["x64"]) { SourceDate = DateTimeOffset.UnixEpoch })
            {
                Key = key
            }, ImageAttestations.FolderOf(image), CancellationToken.None);
        var signed = await RunAsync("verify", image, "--key", pem, "--json");
        signed.Error.ShouldBe("");
        signed.ExitCode.ShouldBe(0);
        using var report = JsonDocument.Parse(signed.Output);
        report.RootElement.GetProperty("verified").GetBoolean().ShouldBeTrue();
        report.RootElement.GetProperty("key").GetString().ShouldBe(key.Public.Id);

        var other = _folder.Write("other.pub", SigningKey.Create(_folder["other.pem"]).Public.Pem);
        var refused = await RunAsync("verify", image, "--key", other);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldStartWith("ARG0471");
        refused.Output.ShouldContain("NOT verified");
    }

    [Fact]
    public async Task Diff_shows_files_as_text_and_as_JSON()
    {
        var (before, after) = (WriteImage("a", "text"), WriteImage("b", "more text"));
        var text = await RunAsync("diff", before, after);
        text.Error.ShouldBe("");
        text.ExitCode.ShouldBe(0);
        text.Output.ShouldContain("    ~ /etc/motd size 4 -> 9, digest ");
        var json = await RunAsync("diff", before, after, "--json");
        using var document = JsonDocument.Parse(json.Output);
        var file = document.RootElement.GetProperty("platforms")[0].GetProperty("files")[0];
        file.GetProperty("after").GetProperty("digest").GetString().ShouldStartWith("sha256:");
        file.GetProperty("properties").EnumerateArray().Select(p => p.GetString()).ShouldBe(["size", "digest"]);
    }

    [Theory]
    [InlineData("ARG0478", "not an image")]
    [InlineData("ARG0478", "user:secret@registry.example/name")]
    [InlineData("ARG0234", "127.0.0.1:1/name:tag")]
    public async Task An_image_that_cannot_be_found_is_an_error(string id, string image)
    {
        var run = await RunAsync("diff", image, image);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith(id);
        run.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_file_without_a_public_key_is_an_error()
    {
        var run = await RunAsync("verify", WriteImage("image", "text"), "--key", _folder.Write("no.pub", "none"));
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldStartWith("ARG0268");
    }

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> RunAsync(params string[] arguments) =>
        CliRun.OfAsync(_folder.Path, ["images", .. arguments]);

    private string WriteImage(string name, string motd)
    {
        Directory.CreateDirectory(_folder[name]);
        var blobs = new BlobFolder(_folder[name]);
        var layer = blobs.AddLayer(
            stream =>
            {
                using var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "etc/motd")
                {
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(motd)),
                });
            }, "files", 1);
        var config = blobs.Add("""{"architecture":"amd64","os":"linux"}"""u8.ToArray(), MediaTypes.Config);
        var manifest = blobs.Add(new ImageManifest(config, [layer.Blob], []).Write(), MediaTypes.Manifest)
            with
        { Platform = new("linux", "amd64", null) };
        blobs.Complete(blobs.Add(new ImageIndex([manifest], []).Write(), MediaTypes.Index));
        return _folder[name];
    }
}
