using Argosy.Images.Definition;
using Argosy.Images.Proof;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Argosy.Images.Tests.Proof;

/// <summary>Runs Debian roots as images in third-party engines. Needs a Debian mirror.</summary>
[Trait("Category", "Slow")]
public sealed class ImageProofTests(ITestOutputHelper output) : IDisposable
{
    private const string Yaml =
        "packages: [libc6, dash]\nself-test:\n  shared-memory: 3\n  command: [/bin/sh, -c, \"{0}\"]";
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task The_self_test_of_an_image_decides_whether_it_passes()
    {
        const string Target = "arm64";
        // The shell's `read` and `[` are built in, so an image of libc and dash is enough.
        var good = await BuildAsync(Target, "good", "read v < /etc/greeting; [ $v = hello ]");
        var proof = new ImageProof(new CommandRunner(output.WriteLine), _folder["work"]);
        (await proof.InspectAsync(_folder["good"], default)).Verdict.ShouldBe(Verdict.Passed);
        var passed = await proof.RunAsync(_folder["good"], Architecture.TryFind(Target)!, good.SelfTest!, default);
        if (passed.Verdict == Verdict.Inconclusive)
        {
            output.WriteLine($"not shown here: {passed.Reason}");
            return;
        }

        passed.Verdict.ShouldBe(Verdict.Passed, passed.Reason);
        (await proof.CreateAsync(_folder["good"], Architecture.TryFind(Target)!, default))
            .Verdict.ShouldBe(Verdict.Passed);
        var bad = await BuildAsync(Target, "bad", "echo it is wrong >&2; exit 3");
        var failed = await proof.RunAsync(_folder["bad"], Architecture.TryFind(Target)!, bad.SelfTest!, default);
        failed.Verdict.ShouldBe(Verdict.Failed);
        failed.Reason!.ShouldContain("exit code 3");
        failed.Reason!.ShouldContain("it is wrong");
        Directory.EnumerateFileSystemEntries(_folder["work"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_leaves_no_process_and_no_file()
    {
        var image = await BuildAsync("x64", "endless", "echo begun; while :; do :; done");
        using var cancel = new CancellationTokenSource();
        var begun = false;
        var proof = new ImageProof(new CommandRunner(line =>
        {
            output.WriteLine(line);
            if (line != "begun") return;
            begun = true;
            cancel.Cancel();
        }), _folder["work"]);
        try
        {
            var result = await proof.RunAsync(
                _folder["endless"], Architecture.TryFind("x64")!, image.SelfTest!, cancel.Token);
            result.Verdict.ShouldBe(Verdict.Inconclusive, result.Reason);
            output.WriteLine($"not shown here: {result.Reason}");
        }
        catch (OperationCanceledException)
        {
            begun.ShouldBeTrue();
        }

        Directory.EnumerateFileSystemEntries(_folder["work"]).ShouldBeEmpty();
        Directory.EnumerateDirectories("/proc").Where(IsEndless).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private bool IsEndless(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains("while :; do :; done", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it isn't a process, or ended meanwhile
        }
    }

    private async Task<ImageDefinition> BuildAsync(string name, string target, string command)
    {
        var image = Images.Define(Yaml.Replace("{0}", command, StringComparison.Ordinal)
            + "\nfiles: [{text: hello, destination: /etc/greeting}]");
        var platform = Images.On(name);
        if (!File.Exists(_folder[$"{name}.tar"]))
        {
            await new CommandRunner(output.WriteLine).RunAsync(
                new("mmdebstrap", "--quiet", $"--arch={platform.Architecture.DebianName}",
                    "--variant=extract", $"--include={string.Join(',', image.Packages)}",
                    platform.Distribution.Codename, _folder[$"{name}.tar"]),
                default);
        }

        var built = await new LayoutBuilder(image, _folder.Path, Images.Created)
            .BuildAsync(platform, _folder[$"{name}.tar"], _folder[$"{name}-{target}"], default);
        await ImageLayout.AssembleAsync(image, [built.Layout], _folder[target], Images.Created, default);
        return image;
    }
}
