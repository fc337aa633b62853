using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.JobHealth.Store;

namespace Argosy.Cli.Tests;

/// <summary>Runs `argosy health` as a separate process against the test's web server.</summary>
public sealed class HealthCommandTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-health-").FullName;

    private string Database => Path.Combine(_folder, "builds.sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_table_of_the_report_can_be_read_and_shown()
    {
        var table = Repository.At("tests/Argosy.JobHealth.Tests/wallaby-builds.txt");
        (await RunAsync("import", table, "--database", Database)).Output
            .ShouldBe($"read 15 builds, 15 of them new: {Database}\n");
        var shown = await RunAsync("show", "--project", "openstack/neutron", "--database", Database);
        shown.Output.ShouldContain(
            "openstack/neutron\n  openstack-tox-py38-arm64  check-arm64       9  77.8 %  45.3 % to 93.7 %");
        shown.Output.ShouldContain("doesn't vote: hold\n");
        var json = JsonNode.Parse((await RunAsync("show", "--json", "--database", Database)).Output)!;
        json["report"]!["jobs"]!.AsArray().Sum(j => j!["counts"]!["passed"]!.GetValue<int>()).ShouldBe(13);
    }

    [Fact]
    public async Task The_dashboard_shows_the_builds_that_were_read()
    {
        await RunAsync(
            "import", Repository.At("tests/Argosy.JobHealth.Tests/wallaby-builds.txt"), "--database", Database);
        var page = Path.Combine(_folder, "page.html");
        (await RunAsync("dashboard", "--database", Database, "--folder", _folder, "--output", page)).Error.ShouldBe("");
        (await File.ReadAllTextAsync(page)).ShouldContain("openstack/neutron");
    }

    [Fact]
    public async Task Updates_tell_how_far_they_are()
    {
        using var zuul = Serve(450);
        var run = await UpdateAsync(zuul);
        run.Error.ShouldStartWith("1 requests, 200 builds, back to ");
        run.Output.ShouldBe($"read 450 builds, 450 of them new: {Database}\n");
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task An_update_that_is_killed_leaves_a_database_that_the_next_one_completes()
    {
        for (var request = 1; request <= 4; request++)
        {
            using var zuul = Serve(1000);
            using var update = Start(zuul);
            // The previous page was just sent or is being stored: the kill interrupts one of these steps.
            zuul.Otherwise = (number, _) =>
            {
                if (number == request) update.Kill();
                return false;
            };
            update.Start();
            await update.WaitForExitAsync();
            update.ExitCode.ShouldBe(128 + 9);
            using (var database = HealthDatabase.Open(Database))
                (database.Report(new(), CancellationToken.None).Jobs.Sum(j => j.Counts.Passed) % 200).ShouldBe(0);
            (await UpdateAsync(zuul)).ExitCode.ShouldBe(0);
            using (var database = HealthDatabase.Open(Database))
                database.Report(new(), CancellationToken.None).Jobs.Sum(j => j.Counts.Passed).ShouldBe(1000);
            File.Delete(Database);
        }
    }

    [Fact]
    public async Task An_import_that_is_killed_while_it_writes_leaves_whole_transactions()
    {
        var year = new SyntheticBuilds(20, 5, ["x64", "arm64", "ppc64le"], s_start, TimeSpan.FromDays(60), 200);
        var file = Path.Combine(_folder, "builds.json");
        await using (var stream = File.Create(file)) year.Write(stream);
        using var import = Process.Start(
            new ProcessStartInfo("dotnet", [Argosy, "health", "import", file, "--database", Database]))!;
        // Its log has outgrown the tables: a transaction was or is being written.
        while (!import.HasExited && !(new FileInfo($"{Database}-wal") is { Exists: true, Length: > 1 << 20 }))
            await Task.Yield();
        import.Kill();
        await import.WaitForExitAsync();
        using var database = HealthDatabase.Open(Database);
        Count(database).ShouldBeOneOf(0, 20_000, 40_000, 60_000);
        (await RunAsync("import", file, "--database", Database)).ExitCode.ShouldBe(0);
        Count(database).ShouldBe(year.Count);
    }

    [Fact]
    public async Task Promotion_ends_in_a_branch_and_a_pull_request_that_nobody_applied()
    {
        using var github = new FakeGitHub("openstack", "project-00");
        var repository = Promotable();
        Program("gh", $"[ \"$*\" = 'auth token --hostname 127.0.0.1' ] && echo {FakeGitHub.Token}");

        var diff = await RunAsync("promote", "--configuration", repository, "--database", Database, "--diff");
        diff.Output.ShouldContain("+        - unit-tests-0-arm64:\n+            voting: true\n");
        Git(repository, "status", "--porcelain").ShouldBeEmpty();

        var run = await PromoteAsync(repository, github);
        (run.ExitCode, run.Error)
            .ShouldBe((0, "The branch 'votes' has 1 commits.\nhttps://github.com/openstack/project-00/pull/1\n"));
        var created = github.Created.Single();
        created["title"]!.GetValue<string>()
            .ShouldBe("Let unit-tests-0-arm64 vote in check-arm64 of openstack/project-00");
        created["body"]!.GetValue<string>().ShouldContain("keeps within all bounds");
        Git(Path.Combine(_folder, "remote"), "rev-parse", "votes").ShouldBe(Git(repository, "rev-parse", "votes"));
        Git(repository, "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_nothing_is_pushed()
    {
        using var github = new FakeGitHub("openstack", "project-00");
        var repository = Promotable();
        Program("gh", "echo 'no oauth token found' >&2; exit 1");
        var run = await PromoteAsync(repository, github);
        (run.ExitCode, run.Error).ShouldBe((1,
            "The branch 'votes' has 1 commits.\nARG0692 127.0.0.1/openstack/project-00: there is no token for GitHub. "
            + "Give one that may write pull requests in $GITHUB_TOKEN, or log in with `gh auth login`, "
            + "or push the branch by hand.\n"));
        Git(Path.Combine(_folder, "remote"), "for-each-ref").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pull_request_needs_a_branch() =>
        (await RunAsync("promote", "--pull-request")).ExitCode.ShouldBe(2);

    private static string Argosy => Path.Combine(AppContext.BaseDirectory, "argosy.dll");

    private static int Count(HealthDatabase database)
    {
        try
        {
            return database.Report(new(), CancellationToken.None).Jobs
                .Sum(j => j.Counts.Verdicts + j.Counts.NodeFailures + j.Counts.WithoutVerdict);
        }
        catch (Platforms.Diagnostics.ArgosyException)
        {
            return 0;
        }
    }

    private void Program(string name, string text)
    {
        var path = Path.Combine(_folder, "bin", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    // A job that always passes, in a voting pipeline, and its builds. A folder takes the place of its remote's machine.
    private string Promotable()
    {
        var repository = Path.Combine(_folder, "repository");
        Directory.CreateDirectory(repository);
        File.WriteAllText(Path.Combine(repository, "zuul.yaml"), """
            - pipeline:
                name: check-arm64
                success: {gerrit: {Verified: 1}}
            - project:
                name: openstack/project-00
                check-arm64:
                  jobs:
                    - unit-tests-0-arm64

            """);
        Git(repository, "init", "-q");
        Git(repository, "config", "user.name", "Somebody");
        Git(repository, "config", "user.email", "somebody@example.org");
        Git(repository, "add", ".");
        Git(repository, "commit", "-qm", "All");
        Git(repository, "init", "-q", "--bare", Path.Combine(_folder, "remote"));
        Git(repository, "remote", "add", "origin", "git@127.0.0.1:openstack/project-00.git");
        Program("push", $"exec git-receive-pack {_folder}/remote");
        Git(repository, "config", "core.sshCommand", Path.Combine(_folder, "bin", "push"));
        Git(repository, "config", "ssh.variant", "simple");
        var builds = new SyntheticBuilds(1, 1, ["x64", "arm64"], s_start, TimeSpan.FromDays(84), 400).All().ToList();
        foreach (var build in builds) build["result"] = "SUCCESS";
        File.WriteAllText(Path.Combine(_folder, "builds.json"), JsonSerializer.Serialize(builds));
        RunAsync("import", Path.Combine(_folder, "builds.json"), "--database", Database).Result.ExitCode.ShouldBe(0);
        return repository;
    }

    private static FakeZuul Serve(int count)
    {
        var zuul = new FakeZuul();
        var newest = DateTimeOffset.UtcNow.AddHours(-1);
        for (var i = 0; i < count; i++)
        {
            zuul.Builds.Add(new()
            {
                ["uuid"] = $"build-{i}",
                ["job_name"] = "unit",
                ["result"] = "SUCCESS",
                ["start_time"] = newest.AddMinutes(-10 * i).ToString("s", CultureInfo.InvariantCulture),
                ["duration"] = 60,
                ["voting"] = true,
                ["pipeline"] = "check",
                ["project"] = "p",
                ["change"] = i,
                ["patchset"] = "1",
            });
        }

        return zuul;
    }

    private Process Start(FakeZuul zuul) =>
        new() { StartInfo = new("dotnet", [Argosy, .. Update(zuul)]) { RedirectStandardError = true } };

    private Task<CliRun> UpdateAsync(FakeZuul zuul) => CliRun.OfAsync(_folder, Update(zuul));

    private string[] Update(FakeZuul zuul) =>
        ["health", "update", "--zuul", $"{zuul.Address}", "--tenant", "t", "--pause", "0", "--database", Database];

    private Task<CliRun> PromoteAsync(string repository, FakeGitHub github) => RunInAsync(
        new()
        {
            ["PATH"] = $"{Path.Combine(_folder, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["GITHUB_API_URL"] = $"{github.Address}",
            ["GITHUB_TOKEN"] = null,
            ["GH_TOKEN"] = null,
        },
        "promote", "--configuration", repository, "--database", Database, "--branch", "votes", "--pull-request");

    private static Task<CliRun> RunAsync(params string[] arguments) => RunInAsync([], arguments);

    private static async Task<CliRun> RunInAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Argosy, "health", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await error);
    }

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, said);
        return said;
    }
}
