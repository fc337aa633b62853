using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Argosy.Cli.Tests;

public sealed class MirrorsCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Served => _folder["srv", "www", SampleMirror.Name, "p0", "index.html"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Its_commands_work_on_a_target()
    {
        await RunAsync(0, "publish", SampleMirror.Name, Tree(1));
        await RunAsync(0, "publish", SampleMirror.Name, Tree(2));
        var list = JsonDocument.Parse((await RunAsync(0, "list", "--json")).Output).RootElement
            .GetProperty("mirrors")[0];
        list.GetProperty("name").GetString().ShouldBe(SampleMirror.Name);
        list.GetProperty("snapshots").GetArrayLength().ShouldBe(2);
        var diff = (await RunAsync(0, "diff", SampleMirror.Name)).Output;
        diff.ShouldContain("~ p0 1 → 2\n");
        await RunAsync(0, "rollback", SampleMirror.Name);
        File.ReadAllText(Served).ShouldContain("<title>1<");
        await RunAsync(0, "verify", "--all");
        (await RunAsync(0, "list")).Output.ShouldContain("* 000001-");
        var prune = JsonDocument.Parse((await RunAsync(0, "prune", "--keep", "2", "--json")).Output).RootElement;
        prune.GetProperty("snapshots").GetArrayLength().ShouldBe(0);
        (await RunAsync(1, "rollback", SampleMirror.Name)).Error.ShouldContain("ARG0599");
        File.AppendAllText(Served, "x");
        (await RunAsync(1, "verify")).Error.ShouldContain("ARG0598");
    }

    [Fact]
    public async Task It_prints_a_configuration_of_nginx()
    {
        var run = await CliRun.OfAsync(_folder.At("cache"), "mirrors", "nginx", "/srv/mirror", "--listen", "8080");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("root /srv/mirror/www;");
        run.Output.ShouldContain("listen 8080;");
        (await CliRun.OfAsync(_folder.At("cache"), "mirrors", "nginx", "/srv/a;b")).Error.ShouldContain("ARG0591");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public Task A_killed_publisher_tears_nothing() => KillAsync(4);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Nor_do_fifty_of_them() => KillAsync(50);

    // Each publisher is killed when it has made a random number of files.
    private async Task KillAsync(int rounds)
    {
        const int projects = 100;
        var random = new Random(rounds);
        await RunAsync(0, "publish", SampleMirror.Name, Tree(1, projects));
        var served = 1;
        for (var round = 1; round <= rounds; round++)
        {
            var edition = round + 1;
            var tree = Tree(edition, projects);
            using (var publisher = Start("publish", SampleMirror.Name, tree))
            {
                var goal = Written() + random.Next(projects * 6);
                while (!publisher.HasExited && Written() < goal) Thread.Yield();
                publisher.Kill();
                await publisher.WaitForExitAsync();
            }

            var seen = int.Parse(
                File.ReadAllText(Served).Split("<title>")[1].Split('<')[0], CultureInfo.InvariantCulture);
            seen.ShouldBeOneOf(served, edition);
            served = seen;
            // All of it is one edition's.
            Directory
                .EnumerateFiles(_folder["srv", "www", SampleMirror.Name], "index.html", SearchOption.AllDirectories)
                .Count(f => File.ReadAllText(f).Contains($"<title>{served}<", StringComparison.Ordinal))
                .ShouldBe(projects);
            await RunAsync(0, "verify");
        }

        await RunAsync(0, "publish", SampleMirror.Name, Tree(rounds + 2, projects));
        await RunAsync(0, "prune", "--keep", "2");
        await RunAsync(0, "verify", "--all");
        _folder.Files("srv/incoming").ShouldBeEmpty();
        // Contents of killed publishers are gone: three files of each project in each kept snapshot.
        _folder.Files("srv/store").Count.ShouldBe(
            3 * projects * Directory.GetDirectories(_folder["srv", "snapshots", SampleMirror.Name]).Length);
    }

    // What publishers have written so far: contents, and the names of a snapshot that isn't complete.
    private int Written()
    {
        try
        {
            return _folder.Files("srv/incoming").Count + _folder.Files("srv/store").Count;
        }
        catch (IOException)
        {
            // A folder was renamed meanwhile.
            return 0;
        }
    }

    private string Tree(int edition, int projects = 3)
    {
        SampleMirror.Write(_folder.At("tree"), edition, projects);
        return _folder.At("tree");
    }

    private async Task<CliRun> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await CliRun.OfAsync(
            _folder.At("cache"), ["mirrors", .. arguments, "--target", _folder.At("srv")]);
        run.ExitCode.ShouldBe(exitCode, run.Error);
        return run;
    }

    private Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "argosy.dll"), "mirrors", .. arguments, "--target",
            _folder.At("srv"),
        ])
        {
            Environment = { ["XDG_CACHE_HOME"] = _folder.At("cache") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
