using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Tests.Running;

public sealed class RootRunnerTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    [Fact]
    [Trait("Category", "Slow")]
    public Task The_hosts_own_python_runs_inside_a_root() => RunPythonAsync("x64");

    // The main job's proofs of wheels do that, too.
    [Fact]
    [Trait("Category", "Soak")]
    public Task A_foreign_python_runs_inside_a_root() => RunPythonAsync("arm64");

    private async Task RunPythonAsync(string name)
    {
        var runner = new CommandRunner(_ => { });
        var platform = new Platform(Distribution.All.Single(d => d.Name == "debian-12"), Architecture.TryFind(name)!);
        using (var builder = new RootBuilder(
            runner, new RootOptions(_scratch["locks"]) { WithoutSecurity = [.. Architecture.All] }))
            await builder.BuildFolderAsync(
                new PackageSet(platform, "python", ["python3-minimal", "coreutils"]), _scratch["root"], default);
        // A child process too, but no device: where mounts are impossible, as in a plain chroot, the root has none.
        var outcome = await new RootRunner(runner).RunAsync(new(
            platform.Architecture, _scratch["root"], "python3", "-c",
            "import os, platform, subprocess; print(platform.machine(), os.listdir('/'), os.environ['NAME']);"
            + "subprocess.run(['ls', '/'], check=True, stdout=subprocess.PIPE);"
            + "shown = '/tmp/shown/file';"
            + "os.path.exists(shown) and print(open(shown).read(), os.access(shown, os.W_OK))")
        {
            Environment = new Dictionary<string, string?> { ["NAME"] = "a b" },
            Shown = [(Path.GetDirectoryName(_scratch.Write("folder/file", "text"))!, "/tmp/shown")],
        }, default);
        outcome.Reason.ShouldBeNull();
        outcome.Result!.Output.ShouldStartWith($"{platform.Architecture.KernelName} [");
        // Where mounts are possible, a folder of the machine is there, read-only.
        outcome.Result.Output.ShouldContain("] a b\n");
        outcome.Result.Output.Split('\n', 2)[1].ShouldBeOneOf("text False\n", "");
        outcome.Result.Output.ShouldNotContain("home");
    }

    public void Dispose() => _scratch.Dispose();
}
