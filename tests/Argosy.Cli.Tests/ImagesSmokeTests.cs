using System.Diagnostics;
using System.Text.Json;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;
using Argosy.Platforms;

namespace Argosy.Cli.Tests;

/// <summary>Runs self-tests in a podman of the command's own.</summary>
[Trait("Category", "Slow")]
public sealed class ImagesSmokeTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_self_test_decides_the_exit_code()
    {
        Write();
        Define("[/program, passed, '0']");
        var passed = await SmokeAsync("--json");
        var document = JsonDocument.Parse(passed.Output).RootElement;
        var result = document.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        if (result.GetProperty("verdict").GetString() == "inconclusive")
        {
            output.WriteLine($"not shown here: {result.GetProperty("reason").GetString()}");
            passed.ExitCode.ShouldBe(1);
            (await SmokeAsync("--allow-inconclusive")).ExitCode.ShouldBe(0);
            return;
        }

        passed.ExitCode.ShouldBe(0, passed.Output + passed.Error);
        (document.GetProperty("passed").GetBoolean(), result.GetProperty("architecture").GetString())
            .ShouldBe((true, Host.Detect().Architecture.Name));

        Define("[/program, it is wrong, '3']");
        var failed = await SmokeAsync("--verbose");
        failed.ExitCode.ShouldBe(1);
        failed.Output.ShouldContain("failed");
        failed.Output.ShouldContain("It ended with exit code 3.");
        failed.Error.ShouldContain("\nit is wrong\n");
    }

    private Task<CliRun> SmokeAsync(params string[] options) => CliRun.OfAsync(
        _folder, ["images", "smoke", Path.Combine(_folder, "small"), "--path", _folder, .. options]);

    private void Define(string command)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "images/small"));
        File.WriteAllText(Path.Combine(_folder, "images/small/image.yaml"),
            $"packages: [libc6]\nself-test:\n  command: {command}\n");
    }

    // An image of one static program, for this machine.
    private void Write()
    {
        var program = Compile();
        var blobs = new BlobFolder(Directory.CreateDirectory(Path.Combine(_folder, "small")).FullName);
        var layer = blobs.AddLayer(tar =>
        {
            const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
            tar.Write(new TarHeader('0', "program", Mode) { Size = program.Length }.ToPax());
            tar.Write(program);
            tar.Write(new byte[TarHeader.Padding(program.Length) + (2 * TarHeader.BlockSize)]);
        }, "a program", threads: 1);
        var platform = OciPlatform.Of(Host.Detect().Architecture);
        var config = blobs.Add(OciJson.Write(json =>
        {
            json.WriteString("architecture", platform.Architecture);
            json.WriteString("os", platform.Os);
            json.WriteStartObject("rootfs");
            json.WriteString("type", "layers");
            json.WriteList("diff_ids", [layer.DiffId.ToString()]);
            json.WriteEndObject();
        }), MediaTypes.Config);
        blobs.Complete(blobs.Add(new ImageManifest(config, [layer.Blob], []).Write(), MediaTypes.Manifest) with
        {
            Platform = platform,
            RefName = "latest"
        });
    }

    private byte[] Compile()
    {
        var source = Path.Combine(_folder, "program.c");
        File.WriteAllText(source, """
            #include <stdio.h>
            #include <stdlib.h>
            int main(int count, char **arguments)
            {
                fprintf(stderr, "%s\n", arguments[1]);
                return count > 2 ? atoi(arguments[2]) : 9;
            }
            """);
        using var compiler = Process.Start("gcc", ["-static", "-o", Path.Combine(_folder, "program"), source]);
        compiler.WaitForExit();
        compiler.ExitCode.ShouldBe(0);
        return File.ReadAllBytes(Path.Combine(_folder, "program"));
    }
}
