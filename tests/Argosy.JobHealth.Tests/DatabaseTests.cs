using System.Diagnostics;
using System.Runtime.CompilerServices;
using Argosy.JobHealth.Reading;
using Argosy.JobHealth.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Tests;

public sealed class DatabaseTests(ITestOutputHelper output) : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private string? _mounted;

    public void Dispose()
    {
        if (_mounted is not null) Run("umount", _mounted).ShouldBe(0);
        _folder.Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_an_error_and_stays()
    {
        var path = _folder.Write("db", "This is a letter to my aunt, and it is long enough to have a header.");
        Should.Throw<ArgosyException>(() => HealthDatabase.Open(path)).Message.ShouldStartWith($"ARG0684 {path}: ");
        File.ReadAllText(path).ShouldStartWith("This is a letter");
    }

    [Fact]
    public void A_newer_one_is_not_touched()
    {
        var path = _folder.At("db");
        HealthDatabase.Open(path).Dispose();
        using (var connection = new StoreConnection(path)) connection.Execute("PRAGMA user_version = 7");
        Should.Throw<ArgosyException>(() => HealthDatabase.Open(path)).Message.ShouldStartWith("ARG0685 ");
    }

    [Fact]
    public void Without_one_there_is_nothing_to_show() =>
        Should.Throw<ArgosyException>(() => HealthDatabase.OpenExisting(_folder.At("none")))
            .Message.ShouldStartWith("ARG0687 ");

    [Fact]
    public void A_page_is_stored_whole_or_not_at_all()
    {
        using var database = HealthDatabase.Open(_folder.At("db"));
        database.Store([Of(1)]).ShouldBe(1);
        Should.Throw<NullReferenceException>(() => database.Store([Of(2), Of(3), null!]));
        Count(database).ShouldBe(1);
        database.Store([Of(2), Of(3)]).ShouldBe(2);
        Count(database).ShouldBe(3);
    }

    [Fact]
    public async Task An_update_waits_for_another_one()
    {
        using var database = HealthDatabase.Open(_folder.At("db"));
        using var other = new StoreConnection(_folder.At("db"));
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ends = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holding = Task.Run(() => other.Atomically(() =>
        {
            begun.SetResult();
            ends.Task.Wait();
        }));
        await begun.Task;
        var storing = Task.Run(() => database.Store([Of(1)]));
        // A reader doesn't wait.
        Count(database).ShouldBe(0);
        storing.IsCompleted.ShouldBeFalse();
        ends.SetResult();
        (await storing).ShouldBe(1);
        await holding;
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("file:builds?mode=memory")]
    public void A_name_that_means_something_to_SQLite_is_a_files(string name)
    {
        using var database = HealthDatabase.Open(Path.Combine(_folder.Path, name));
        database.Store([Of(1)]);
        Count(database).ShouldBe(1);
        File.Exists(Path.Combine(_folder.Path, name)).ShouldBeTrue();
    }

    [Fact]
    public void A_tenants_name_leads_to_no_other_folder()
    {
        Path.GetFileName(HealthDatabase.PathOf("../../etc/passwd")).ShouldBe("%2E.%2F%2E.%2Fetc%2Fpasswd.sqlite");
        Path.GetFileName(HealthDatabase.PathOf("openstack")).ShouldBe("openstack.sqlite");
    }

    [MountFact]
    public void A_full_disk_is_an_error_that_leaves_what_was_stored()
    {
        Directory.CreateDirectory(_folder.At("disk"));
        Run("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", _folder.At("disk")).ShouldBe(0);
        _mounted = _folder.At("disk");
        using (var database = HealthDatabase.Open(_folder.At("disk/db")))
        {
            database.Store([Of(1)]);
            var page = Enumerable.Range(2, 20_000).Select(Of).ToList();
            Should.Throw<ArgosyException>(() => database.Store(page))
                .Message.ShouldStartWith($"ARG0686 {_folder.At("disk/db")}: ");
            Count(database).ShouldBe(1);
        }

        using var again = HealthDatabase.Open(_folder.At("disk/db"));
        Count(again).ShouldBe(1);
    }

    [Theory]
    [InlineData("[{\"uuid\": \"a\", ", "ARG0683")]
    [InlineData("{\"uuid\": \"a\"}\n", "ARG0683")]
    [InlineData("<html></html>\n", "ARG0683")]
    [InlineData("", "ARG0683")]
    public async Task A_broken_file_leaves_nothing(string text, string id)
    {
        using var database = HealthDatabase.Open(_folder.At("db"));
        var import = BuildFile.ImportAsync(database, _folder.Write("builds", text), CancellationToken.None);
        (await Should.ThrowAsync<ArgosyException>(() => import)).Diagnostics[0].Id.ShouldBe(id);
        Count(database).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_may_have_a_build_a_line()
    {
        using var database = HealthDatabase.Open(_folder.At("db"));
        var builds = new SyntheticBuilds(1, 1, ["x64"], s_start, TimeSpan.FromDays(7), 12).All();
        var path = _folder.Write("builds", string.Join('\n', builds.Select(b => b.ToJsonString())) + "\n{}\n");
        var summary = await BuildFile.ImportAsync(database, path, CancellationToken.None);
        (summary.News, summary.Skipped).ShouldBe((12, 1));
        Count(database).ShouldBe(12);
    }

    // 100 projects × 5 jobs × 3 architectures, and a tenth of a year's builds. Allocations measure the work: time
    // depends on the machine and is left to the benchmark.
    [Fact]
    public async Task A_year_of_a_large_tenant_is_computed_in_one_pass()
    {
        var year = new SyntheticBuilds(100, 5, ["x64", "arm64", "ppc64le"], s_start, TimeSpan.FromDays(365), 33);
        await using (var file = File.Create(_folder.At("year.json"))) year.Write(file);
        using var database = HealthDatabase.Open(_folder.At("db"));
        await BuildFile.ImportAsync(database, _folder.At("year.json"), CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = database.Report(new(), CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(
            $"computed, {allocated} B allocated, {new FileInfo(_folder.At("db")).Length >> 20} MiB on disk");
        report.Jobs.Count.ShouldBe(1500);
        report.Jobs.Sum(j => j.Counts.Verdicts + j.Counts.NodeFailures + j.Counts.WithoutVerdict).ShouldBe(year.Count);
        allocated.ShouldBeLessThan(1000L * year.Count);
    }

    private static int Count(HealthDatabase database)
    {
        using var connection = new StoreConnection(database.Path);
        return connection.Consistently(() =>
        {
            using var select = connection.Command("SELECT count(*) FROM build");
            return (int)(long)select.ExecuteScalar()!;
        });
    }

    private static Build Of(int number) =>
        new($"build-{number}", "p", $"job-{number % 7}", "check", "", "SUCCESS", s_start.AddMinutes(number), null, 60,
            true, $"{number},1");

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    private sealed class MountFactAttribute : FactAttribute
    {
        public MountFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            if (!Environment.IsPrivilegedProcess) Skip = "only root may mount a small disk";
        }
    }
}
