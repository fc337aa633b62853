using System.CommandLine;
using System.Text.Json;
using Argosy.Pipelines.Health;
using Argosy.Pipelines.Health.Store;
using Argosy.Pipelines.Promotion;

namespace Argosy.Cli.Commands;

/// <summary>`argosy health show`: the figures of jobs.</summary>
internal static class HealthShow
{
    internal static Command Command()
    {
        var (tenant, database) = (HealthOptions.Tenant(), HealthOptions.Database());
        var (project, job, arch) = (HealthOptions.Project(), HealthOptions.Job("Only this job, or this family of jobs."), HealthOptions.Arch());
        var since = HealthOptions.Since("Builds from before don't count; all count if nothing is said.", null);
        var policy = HealthOptions.Policy();
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON." };
        var command = new Command("show", "How jobs fare: what passes, how long it takes, what may vote.") { project, job, arch, since, policy, json, tenant, database };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = new HealthSelection
            {
                Project = parsed.GetValue(project),
                Job = parsed.GetValue(job),
                Architecture = parsed.GetValue(arch),
                Span = parsed.GetValue(since),
            };
            var rules = HealthOptions.PolicyOf(parsed.GetValue(policy), Directory.GetCurrentDirectory());
            using var builds = HealthDatabase.OpenExisting(HealthOptions.PathOf(parsed.GetValue(database), parsed.GetValue(tenant)));
            var report = await Task.Run(() => builds.Report(wanted, cancellation), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(report, HealthJson.Default.HealthReport)
                : HealthTable.Of(report, VotingPlan.Decide(report, rules, null)));
        });
        return command;
    }
}
