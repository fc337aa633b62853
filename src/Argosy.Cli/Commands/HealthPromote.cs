using System.CommandLine;
using System.Text.Json;
using Argosy.JobHealth;
using Argosy.JobHealth.Promotion;
using Argosy.JobHealth.Store;

namespace Argosy.Cli.Commands;

/// <summary>`argosy health promote`: which jobs may vote, and the change that lets them. It is never applied.</summary>
internal static class HealthPromote
{
    internal static Command Command()
    {
        var (tenant, database) = (HealthOptions.Tenant(), HealthOptions.Database());
        var (project, job, arch) = (HealthOptions.Project(),
            HealthOptions.Job("Only this job, or this family of jobs."), HealthOptions.Arch());
        var (policy, configuration) = (HealthOptions.Policy(), HealthOptions.Configuration("--folder"));
        var diff = new Option<bool>("--diff") { Description = "Print the change alone, for `git apply`." };
        var branch = new Option<string>("--branch")
        {
            Description = "Make a git branch with a commit for each job.",
            HelpName = "name"
        };
        var review = new Option<bool>("--pull-request")
        {
            Description = "Push that branch, and ask for its review on GitHub."
        };
        var json = new Option<bool>("--json") { Description = "Print advice and change as JSON." };
        var command = new Command("promote",
            "Which jobs may vote and which no longer should, why, and the change of the configuration.")
        {
            project, job, arch, policy, configuration, diff, branch, review, json, tenant, database,
        };
        command.Validators.Add(r =>
        {
            if (r.GetValue(review) && r.GetValue(branch) is null) r.AddError("--pull-request needs --branch");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = parsed.GetValue(configuration) ?? Directory.GetCurrentDirectory();
            var rules = HealthOptions.PolicyOf(parsed.GetValue(policy), folder);
            var repository = VotingConfiguration.Load(folder);
            using var builds = HealthDatabase.OpenExisting(
                HealthOptions.PathOf(parsed.GetValue(database), parsed.GetValue(tenant)));
            // Evaluates all jobs, since those of a pipeline share one bound; then selects from the result.
            var report = await Task.Run(
                () => builds.Report(new() { Span = TimeSpan.FromDays(rules.Window) }, cancellation), cancellation);
            var wanted = new HealthSelection
            {
                Project = parsed.GetValue(project),
                Job = parsed.GetValue(job),
                Architecture = parsed.GetValue(arch)
            };
            var advice = VotingPlan.Decide(report, rules, repository.Pipelines).Where(a => wanted.Wants(a.Of)).ToList();
            var proposal = repository.Propose(advice);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await output.WriteAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new(advice, proposal.Diff, proposal.ByHand),
                    PromotionJson.Default.PromotionDocument) + "\n"
                : parsed.GetValue(diff) ? proposal.Diff : VotingText.Of(advice, proposal));
            if (parsed.GetValue(branch) is not { } name) return;
            if (proposal.Count == 0)
            {
                await error.WriteLineAsync("No vote changes: there is no branch to make.");
                return;
            }

            await proposal.CommitAsync(name, _ => { }, cancellation);
            await error.WriteLineAsync($"The branch '{name}' has {proposal.Count} commits.");
            if (parsed.GetValue(review))
                await error.WriteLineAsync(await proposal.AskForReviewAsync(name, _ => { }, cancellation));
        });
        return command;
    }
}
