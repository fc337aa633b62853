using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Store;

namespace Argosy.Cli.Tests;

public sealed class CacheCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-test-").FullName;

    private string Cache => Path.Combine(_folder, "argosy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Gc_removes_what_was_longest_unused()
    {
        Keep("old", DateTime.UtcNow.AddDays(-2));
        Keep("new", DateTime.UtcNow.AddDays(-1));
        var run = await CliRun.OfAsync(_folder, "cache", "gc", "--max", "150kB", "--grace", "0");
        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBe($"removed 1 result, 1 file and 0 left-overs: 106.5 kB\n106.5 kB remain in {Cache}\n");
        IsKept("old").ShouldBeFalse();
        IsKept("new").ShouldBeTrue();
    }

    [Fact]
    public async Task A_dry_run_removes_nothing()
    {
        Keep("old", DateTime.UtcNow.AddDays(-2));
        var run = await CliRun.OfAsync(_folder, "cache", "gc", "--max", "0", "--grace", "0", "--dry-run", "--json");
        var report = JsonDocument.Parse(run.Output).RootElement;
        (report.GetProperty("dryRun").GetBoolean(), report.GetProperty("actions").GetInt32(),
            report.GetProperty("blobs").GetInt32()).ShouldBe((true, 1, 1));
        (report.GetProperty("bytesBefore").GetInt64(), report.GetProperty("bytesAfter").GetInt64())
            .ShouldBe((106_496, 0));
        var gone = report.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        (gone.GetProperty("task").GetString(), gone.GetProperty("bytes").GetInt64()).ShouldBe(("old", 106_496));
        IsKept("old").ShouldBeTrue();
    }

    [Fact]
    public async Task A_dry_run_says_which_results_would_go()
    {
        Keep("old\u001b[2J", new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Keep("new", new(2002, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var run = await CliRun.OfAsync(_folder, "cache", "gc", "--max", "150kB", "--grace", "0", "--dry-run");

        run.Output.ShouldBe(
            $"2001-02-03 04:05:06 UTC    106.5 kB  old␛[2J\nwould remove 1 result, 1 file and 0 left-overs: 106.5 kB\n"
            + $"106.5 kB would remain in {Cache}\n");
    }

    [Fact]
    public async Task A_new_key_is_its_owners_alone_and_is_never_replaced()
    {
        var file = Path.Combine(_folder, "keys/builder.pem");

        var made = await CliRun.OfAsync(_folder, "cache", "key", "new", "--output", file);
        var shown = await CliRun.OfAsync(_folder, "cache", "key", "show", file, "--json");
        var again = await CliRun.OfAsync(_folder, "cache", "key", "new", "--output", file);

        (made.ExitCode, made.Error).ShouldBe((0, ""));
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var line = made.Output.TrimEnd().Split('\n')[^1];
        line.ShouldStartWith("ecdsa-p256 ");
        JsonDocument.Parse(shown.Output).RootElement.GetProperty("publicKey").GetString().ShouldBe(line);
        made.Output.ShouldNotContain("BEGIN");
        (again.ExitCode, again.Output).ShouldBe((1, ""));
        again.Error.ShouldStartWith($"ARG0258 {file}: ");
    }

    [Fact]
    public async Task What_is_young_stays_and_that_is_said()
    {
        Keep("new", DateTime.UtcNow);
        var run = await CliRun.OfAsync(_folder, "cache", "gc", "--max", "1kB");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("That is more than 1.0 kB: ");
        IsKept("new").ShouldBeTrue();
    }

    [Fact]
    public async Task Info_says_how_much_there_is()
    {
        Keep("a", new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Keep("b", new(2002, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var run = await CliRun.OfAsync(_folder, "cache", "info");
        run.Output.ShouldBe($"""
            {Cache}
            results            2      8.2 kB
            files              2    204.8 kB
            left-overs         0         0 B
            oldest use  2001-02-03 04:05:06 UTC
            newest use  2002-02-03 04:05:06 UTC

            """);
        var summary = JsonDocument.Parse((await CliRun.OfAsync(_folder, "cache", "info", "--json")).Output).RootElement;
        (summary.GetProperty("actions").GetInt32(), summary.GetProperty("blobBytes").GetInt64(),
            summary.GetProperty("oldest").GetDateTime().Year).ShouldBe((2, 204_800, 2001));
    }

    [Fact]
    public async Task An_empty_cache_is_no_error()
    {
        (await CliRun.OfAsync(_folder, "cache", "info")).Output.ShouldContain("oldest use  none\n");
        (await CliRun.OfAsync(_folder, "cache", "gc", "--max", "20GB")).ExitCode.ShouldBe(0);
        Directory.Exists(Cache).ShouldBeFalse();
    }

    [Fact]
    public async Task An_error_has_its_id_and_exit_code_1()
    {
        Keep("a", DateTime.UtcNow);
        Directory.CreateDirectory(Path.Combine(Cache, "collection.lock"));
        var run = await CliRun.OfAsync(_folder, "cache", "gc", "--max", "20GB");
        (run.ExitCode, run.Output).ShouldBe((1, ""));
        run.Error.ShouldStartWith($"ARG0219 {Cache}: ");
        run.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("argosy cache gc", "cache", "gc")]
    [InlineData("argosy cache gc", "cache", "gc", "--max", "much")]
    [InlineData("argosy cache gc", "cache", "gc", "--max", "5")]
    [InlineData("argosy cache key", "cache", "key")]
    [InlineData("argosy cache gc", "cache", "gc", "--max", "-1GB")]
    [InlineData("argosy cache gc", "cache", "gc", "--max", "1GB", "--grace", "soon")]
    [InlineData("argosy cache gc", "cache", "gc", "--max", "1GB", "--unknown")]
    [InlineData("argosy cache", "cache")]
    [InlineData("argosy", "stash")]
    [InlineData("argosy")]
    public async Task A_mistake_in_the_command_line_is_exit_code_2_and_the_way_to_help(
        string command, params string[] arguments)
    {
        var run = await CliRun.OfAsync(_folder, arguments);
        (run.ExitCode, run.Output).ShouldBe((2, ""));
        run.Error.ShouldStartWith("argosy: ");
        run.Error.ShouldEndWith($"\nTry: {command} --help\n");
    }

    [Fact]
    public async Task Help_tells_of_every_option()
    {
        var run = await CliRun.OfAsync(_folder, "cache", "gc", "--help");
        run.ExitCode.ShouldBe(0);
        foreach (var option in (string[])["--max <size>", "--grace <time>", "--dry-run", "--json", "20GB"])
            run.Output.ShouldContain(option);
        (await CliRun.OfAsync(_folder, "--help")).Output.ShouldContain("cache");
    }

    private void Keep(string name, DateTime used)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, "project")).FullName;
        File.WriteAllText(Path.Combine(root, name), name.PadRight(100_000));
        var tree = new ContentStore(Cache).Keep(root, [name], Digest.OfFile);
        new ActionCache(Cache).Keep(new ActionResult(new(Digest.Of(name)), name, 0, 1, true, tree, [], [], [], ""));
        File.SetLastWriteTimeUtc(FileOf(name), used);
    }

    private bool IsKept(string name) => File.Exists(FileOf(name));

    private string FileOf(string name) =>
        Path.Combine(Cache, "actions", Digest.Of(name).Hex[..2], $"{Digest.Of(name).Hex}.json");
}
