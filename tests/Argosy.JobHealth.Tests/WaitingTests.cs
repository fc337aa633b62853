using Argosy.JobHealth.Reading;
using Argosy.JobHealth.Store;

namespace Argosy.JobHealth.Tests;

/// <summary>The time that builds wait for a node, and their branches.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task The_wait_is_from_the_event_to_the_start_and_branches_are_counted_apart()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.At("builds.json"), $"""
            [{Build(1, "2026-01-05T10:00:00", "2026-01-05T10:10:00", "master", "SUCCESS")},
             {Build(2, "2026-01-05T10:00:00", "2026-01-05T10:30:00", "stable/1", "FAILURE")},
             {Build(3, "2026-01-05T12:00:00", "2026-01-05T11:00:00", "master", "SUCCESS")}]
            """);
        using var database = HealthDatabase.Open(folder.At("db"));
        await BuildFile.ImportAsync(database, folder.At("builds.json"), CancellationToken.None);
        var job = database.Report(new(), CancellationToken.None).Jobs.Single();
        // The third one's event is after its start: a wrong clock.
        (job.Waiting!.P50, job.Waiting.Longest).ShouldBe((1200, 1800));
        job.Branches.ShouldBe([new("master", 2, 2), new("stable/1", 1, 0)]);
        var figures = new HealthFigures(database.Report(new(), CancellationToken.None), []);
        HealthJson.Write(HealthJson.Parse(System.Text.Encoding.UTF8.GetBytes(HealthJson.Write(figures)), "f"))
            .ShouldBe(HealthJson.Write(figures));
    }

    [Fact]
    public void A_database_of_before_is_read_and_filled_on()
    {
        using var folder = new TestFolder();
        HealthDatabase.Open(folder.At("db")).Dispose();
        using (var connection = new StoreConnection(folder.At("db")))
            connection.Execute("ALTER TABLE build DROP COLUMN waited; ALTER TABLE build DROP COLUMN branch; "
                + "PRAGMA user_version = 1");
        using var database = HealthDatabase.Open(folder.At("db"));
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        database.Store([new("u", "p", "j", "check", "", "SUCCESS", start, start, 5, true, null) { Waited = 60 }]);
        database.Report(new(), CancellationToken.None).Jobs.Single().Waiting!.P50.ShouldBe(60);
    }

    private static string Build(int number, string happened, string start, string branch, string result) => $$"""
        {"uuid": "{{number}}", "job_name": "unit-arm64", "pipeline": "check", "result": "{{result}}", "voting": true,
         "event_timestamp": "{{happened}}", "start_time": "{{start}}", "end_time": "2026-01-05T13:00:00",
         "duration": 60.0, "ref": {"project": "p", "branch": "{{branch}}", "change": {{number}}, "patchset": "1"} }
        """;
}
