using System.CommandLine;
using System.Text.Json;
using Argosy.JobHealth.Reading;
using Argosy.JobHealth.Store;

namespace Argosy.Cli.Commands;

/// <summary>`argosy health update`: reads new builds from a Zuul.</summary>
internal static class HealthUpdate
{
    internal static Command Command()
    {
        var zuul = new Option<string>("--zuul")
        {
            Description = "Where Zuul's web page is, such as https://zuul.example.org.",
            HelpName = "address",
            Required = true
        };
        var tenant = HealthOptions.Tenant();
        tenant.Required = true;
        var since = HealthOptions.Since("Builds from before aren't read.", TimeSpan.FromDays(90));
        var project = HealthOptions.Project();
        var job = HealthOptions.Job("Only this job.");
        var pipeline = new Option<string>("--pipeline") { Description = "Only this pipeline.", HelpName = "name" };
        var pause = new Option<TimeSpan?>("--pause")
        {
            Description = "Waited between two requests; 500 ms if nothing is said.",
            HelpName = "time",
            CustomParser = r => OptionParsers.Parse(r, Duration.TryParse, "a time, such as 2s"),
        };
        var database = HealthOptions.Database();
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("update",
            "Reads builds from a Zuul: what is new since the last time, and what ran then.")
        {
            zuul, tenant, since, project, job, pipeline, pause, database, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = ZuulSource.Parse(parsed.GetRequiredValue(zuul), parsed.GetRequiredValue(tenant)) with
            {
                Project = parsed.GetValue(project),
                Job = parsed.GetValue(job),
                Pipeline = parsed.GetValue(pipeline),
            };
            var policy = parsed.GetValue(pause) is { } time ? new FetchPolicy { Pause = time } : new FetchPolicy();
            using var builds = HealthDatabase.Open(HealthOptions.PathOf(parsed.GetValue(database), source.Tenant));
            var summary = await ZuulReading.RunAsync(builds, source,
                TimeProvider.System.GetUtcNow() - parsed.GetValue(since)!.Value, policy,
                new ReadingProgress(parsed.InvocationConfiguration.Error), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                Say(summary, builds.Path, parsed.GetValue(json)));
        });
        return command;
    }

    internal static string Say(ReadingSummary summary, string path, bool asJson)
    {
        if (asJson)
        {
            return JsonSerializer.Serialize(
                new(path, summary.Requests, summary.Builds, summary.News, summary.Skipped),
                    CliJson.Default.ReadingDocument);
        }

        var skipped = summary.Skipped == 0 ? "" : $", and left out {summary.Skipped} entries that are no builds";
        return $"read {summary.Builds} builds, {summary.News} of them new{skipped}: {path}";
    }
}

/// <summary>The output of `argosy health update --json` and `argosy health import --json`.</summary>
/// <param name="Database">The file that has the builds.</param>
/// <param name="Requests">Requested pages; 0 for a file.</param>
/// <param name="Builds">Builds that were read.</param>
/// <param name="New">Those that are new in the database, or ended since.</param>
/// <param name="Skipped">Entries that are no builds.</param>
internal sealed record ReadingDocument(string Database, int Requests, int Builds, int New, int Skipped);
