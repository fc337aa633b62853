using Argosy.Artifacts.Tasks;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Building;

namespace Argosy.Release.Publication;

/// <summary>Mirrors as snapshots at their target.</summary>
/// <param name="settings">The run.</param>
/// <param name="publish">How they are published.</param>
/// <param name="mirrors">Which.</param>
public sealed class MirrorsStep(
    BuildSettings settings, PublishSettings publish, IReadOnlyList<ReleaseMirror> mirrors) : IPublicationStep
{
    /// <inheritdoc />
    public string Name => "mirrors";

    private string Where => MirrorsDefinition.Load(settings.Root).TargetOr(publish.Target).ToString();

    /// <inheritdoc />
    public async Task PlanAsync(PlanBuilder plan, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var quiet = new Quiet(task);
        var publication = new MirrorPublication(settings, publish with { DryRun = true });
        foreach (var mirror in mirrors)
        {
            var report = await publication.PublishAsync(mirror.Name, await mirror.FindFolder(quiet), quiet);
            var changes = report.Added.Count + report.Removed.Count + report.Replaced.Count;
            plan.Add(new(Name, mirror.Name, Where, changes == 0 ? PlanState.Present : PlanState.New)
            {
                Detail = changes == 0 ? null : $"{changes} changes",
            });
        }
    }

    /// <inheritdoc />
    public async Task PublishAsync(PublishedThings published, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(published);
        var publication = new MirrorPublication(settings, publish);
        foreach (var mirror in mirrors)
        {
            await publication.PublishAsync(mirror.Name, await mirror.FindFolder(task), task);
            published.Add(Name, mirror.Name, Where);
        }
    }
}

/// <summary>A mirror of a release.</summary>
/// <param name="Name">Its name at the target, such as <c>nuget</c>.</param>
/// <param name="FindFolder">The folder to publish; null for the mirror's own.</param>
public sealed record ReleaseMirror(string Name, Func<TaskContext, Task<string?>> FindFolder);
