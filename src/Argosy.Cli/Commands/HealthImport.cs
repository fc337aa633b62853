using System.CommandLine;
using Argosy.JobHealth.Reading;
using Argosy.JobHealth.Store;

namespace Argosy.Cli.Commands;

/// <summary>`argosy health import`: reads builds from a file.</summary>
internal static class HealthImport
{
    internal static Command Command()
    {
        var file = new Argument<string>("file")
        {
            Description =
                "A JSON array of builds as Zuul answers, a JSON object a line, or the table copied from Zuul's page."
        };
        var tenant = HealthOptions.Tenant();
        var database = HealthOptions.Database();
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("import", "Reads builds from a file: all of them, or none if it is broken.")
        {
            file, tenant, database, json
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var builds = HealthDatabase.Open(
                HealthOptions.PathOf(parsed.GetValue(database), parsed.GetValue(tenant)));
            var summary = await BuildFile.ImportAsync(builds, parsed.GetRequiredValue(file), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                HealthUpdate.Say(summary, builds.Path, parsed.GetValue(json)));
        });
        return command;
    }
}
