using System.CommandLine;
using Argosy.JobHealth;

namespace Argosy.Cli.Commands;

/// <summary>`argosy health show`: the figures of jobs.</summary>
internal static class HealthShow
{
    internal static Command Command()
    {
        var (tenant, database) = (HealthOptions.Tenant(), HealthOptions.Database());
        var (project, job, arch) = (HealthOptions.Project(),
            HealthOptions.Job("Only this job, or this family of jobs."), HealthOptions.Arch());
        var since = HealthOptions.Since(
            "Builds from before don't count; the policy's window if nothing is said.", null);
        var (policy, configuration) = (HealthOptions.Policy(), HealthOptions.Configuration("--folder"));
        var json = new Option<bool>("--json")
        {
            Description =
                "Print figures and advice as JSON, for the dashboard and 'argosy pipelines check --health'."
        };
        var command = new Command("show", "How jobs fare: what passes, how long it takes, what may vote.")
        {
            project, job, arch, since, policy, configuration, json, tenant, database
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = new HealthSelection
            {
                Project = parsed.GetValue(project),
                Job = parsed.GetValue(job),
                Architecture = parsed.GetValue(arch),
                Span = parsed.GetValue(since),
            };
            var figures = await HealthOptions.FiguresAsync(
                HealthOptions.PathOf(parsed.GetValue(database), parsed.GetValue(tenant)), wanted,
                parsed.GetValue(policy), parsed.GetValue(configuration), cancellation);
            var output = parsed.InvocationConfiguration.Output;
            await (parsed.GetValue(json)
                ? output.WriteAsync(HealthJson.Write(figures))
                : output.WriteLineAsync(HealthTable.Of(figures.Report, figures.Advice)));
        });
        return command;
    }
}
