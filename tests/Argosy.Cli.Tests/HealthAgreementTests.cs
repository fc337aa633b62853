using System.Globalization;
using System.Text.Json.Nodes;

namespace Argosy.Cli.Tests;

/// <summary>`show`, `dashboard` and `promote` judge the same builds by the same policy.</summary>
public sealed class HealthAgreementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-agreement-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task All_three_give_one_verdict_with_one_reason()
    {
        // Half a year of builds, of which only those before the policy's window fail.
        var builds = Enumerable.Range(0, 180).SelectMany(day => Enumerable.Range(0, 3).SelectMany(change => new[]
        {
            Build(day, change, "steady", "SUCCESS", 0), Build(day, change, "steady", "SUCCESS", 1),
            Build(day, change, "former", day < 90 ? "FAILURE" : "SUCCESS", 0),
            Build(day, change, "former", day < 90 ? "FAILURE" : "SUCCESS", 1),
            Build(day, change, "nodes", change == 0 ? "NODE_FAILURE" : "SUCCESS", 0),
            Build(day, change, "nodes", "SUCCESS", 1),
        }));
        await File.WriteAllTextAsync(Path.Combine(_folder, "builds.json"), $"[{string.Join(",\n", builds)}]");
        await File.WriteAllTextAsync(Path.Combine(_folder, "zuul.yaml"), """
            - pipeline:
                name: check
                manager: independent
                trigger: {gerrit: [{event: patchset-created}]}
                success: {gerrit: {Verified: 1} }

            """);
        await RunAsync("import", Path.Combine(_folder, "builds.json"));
        var shown = Verdicts((await RunAsync("show", "--json", "--folder", _folder)).Output, a => a);
        var promoted = Verdicts((await RunAsync("promote", "--json", "--folder", _folder)).Output, a => a["of"]!);
        shown.ShouldBe(promoted);
        shown.Select(v => v.Split(':')[0]).ShouldBe(["former promote", "nodes hold", "steady promote"]);
        // A selection changes what is shown, and not how it is judged.
        Verdicts((await RunAsync("show", "--json", "--folder", _folder, "--job", "nodes")).Output, a => a)
            .ShouldBe([shown[1]]);
        var page = Path.Combine(_folder, "page.html");
        (await RunAsync("dashboard", "--configuration", _folder, "--output", page)).ExitCode.ShouldBe(0);
        var text = await File.ReadAllTextAsync(page);
        text.ShouldContain("ended by a fault of the machine");
        text.ShouldContain("may vote");
    }

    private static List<string> Verdicts(string json, Func<JsonNode, JsonNode> job) =>
        [.. JsonNode.Parse(json)!["advice"]!.AsArray().Select(a =>
            $"{job(a!)["job"]} {a!["verdict"]!.GetValue<string>().ToLowerInvariant()}: "
            + string.Join(' ', a["reasons"]!.AsArray().Select(r => r!.GetValue<string>())))];

    private Task<CliRun> RunAsync(string command, params string[] arguments) => CliRun.OfAsync(
        _folder, ["health", command, .. arguments, "--database", Path.Combine(_folder, "builds.sqlite")]);

    private static string Build(int day, int change, string job, string result, int repetition)
    {
        var start = new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc)
            .AddDays(day).AddHours((8 * change) + repetition);
        var time = start.ToString("s", CultureInfo.InvariantCulture);
        var number = (day * 3) + change;
        return $$"""
            {"uuid": "{{job}}-{{number}}-{{repetition}}", "job_name": "{{job}}", "pipeline": "check",
             "result": "{{result}}", "voting": false, "start_time": "{{time}}", "end_time": "{{time}}",
             "event_timestamp": "{{time}}", "duration": 600.0, "nodeset": "",
             "ref": {"project": "p", "branch": "master", "change": {{number}}, "patchset": "1"} }
            """;
    }
}
