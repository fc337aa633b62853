using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Publication;

/// <summary>Publishes a release in the order of its steps: the release's page comes last, so that it names only what is
/// there.</summary>
/// <param name="release">The release.</param>
/// <param name="steps">In order.</param>
public sealed class ReleasePublication(ReleaseFolder release, IReadOnlyList<IPublicationStep> steps)
{
    /// <summary>Asks every target, and changes nothing. Error ARG0950 and those of the targets.</summary>
    public async Task<PublicationPlan> PlanAsync(TaskContext task)
    {
        release.Check();
        var plan = new PlanBuilder();
        foreach (var step in steps) await step.PlanAsync(plan, task);
        return plan.Build(release.Document);
    }

    /// <summary>Publishes after a plan without conflicts. A second run goes on where one has failed.</summary>
    /// <remarks>Error ARG0960 for public things with other content, before anything is published; ARG0961 besides a
    /// step's own error, with what is public and what isn't.</remarks>
    public async Task PublishAsync(PublicationPlan plan, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(task);
        foreach (var line in plan.Lines()) task.Log(line);
        RefuseConflicts(plan);
        var published = new PublishedThings();
        foreach (var step in steps)
        {
            try
            {
                await step.PublishAsync(published, task);
            }
            catch (ArgosyException e)
            {
                throw new ArgosyException([.. e.Diagnostics, Summary(step, plan, published)], e);
            }
        }

        task.Note($"{release.Document.Tag} is published: {string.Join(", ", steps.Select(s => s.Name))}");
    }

    private static void RefuseConflicts(PublicationPlan plan)
    {
        var conflicts = plan.Entries.Where(e => e.State == PlanState.Conflict).Select(e => new Diagnostic(
            "ARG0960", new(e.Where),
            e.Detail is { } detail ? $"{e.Name}: {detail}" : $"{e.Name} is public there with other content",
            "What is public is never replaced: release a new version.")).ToList();
        if (conflicts.Count > 0) throw new ArgosyException(conflicts);
    }

    private Diagnostic Summary(IPublicationStep failed, PublicationPlan plan, PublishedThings published)
    {
        var (done, open) = (plan.Entries.Where(published.Contains).ToList(),
            plan.Entries.Where(e => !published.Contains(e)).ToList());
        return new("ARG0961", new($"release {release.Document.Version}"),
            $"the publication ended at '{failed.Name}'; public: {Words(done)}; not public: {Words(open)}",
            "Run the same command again: what is there is kept.");
    }

    private static string Words(IReadOnlyList<PlanEntry> entries) => entries.Count == 0
        ? "nothing"
        : string.Join(", ", entries.GroupBy(e => e.Target)
            .Select(g => $"{g.Key} ({string.Join(", ", g.Select(e => e.Name).Distinct())})"));
}
