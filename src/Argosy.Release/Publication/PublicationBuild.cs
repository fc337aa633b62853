using Argosy.Artifacts.Tasks;
using Argosy.GitHub;
using Argosy.Images.Definition;
using Argosy.Platforms.Building;
using Argosy.Release.Publication.GitHub;
using Argosy.Release.Publication.NuGet;

namespace Argosy.Release.Publication;

/// <summary>Publishes the release of a project.</summary>
/// <param name="settings">The run.</param>
/// <param name="folder">The release's folder, absolute.</param>
/// <param name="options">What the command line says.</param>
/// <param name="images">The images that have <c>publish:</c>.</param>
/// <param name="mirrors">The mirrors that the project has.</param>
public sealed class PublicationBuild(
    BuildSettings settings, string folder, PublicationOptions options, IReadOnlyList<ImageDefinition> images,
    IReadOnlyList<ReleaseMirror> mirrors)
{
    /// <summary>Declares a publication: it has no outputs and runs each time, since only the targets know their
    /// state.</summary>
    public static void Declare(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.Resources(1, "upload");
        task.IsLocal = true;
    }

    /// <summary>Publishes it, or only says what would be published. The plan is written to
    /// <c>artifacts/publication/&lt;version&gt;/plan.json</c> in both cases.</summary>
    /// <remarks>Errors ARG0950 to ARG0963, and those of images and mirrors.</remarks>
    public async Task RunAsync(TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var release = ReleaseFolder.Open(folder);
        var publication = new ReleasePublication(release, options.Choose([.. Steps(release, task)]));
        var plan = await publication.PlanAsync(task);
        plan.Write(Path.Combine(settings.Paths.Artifacts, "publication", plan.Version, PublicationPlan.FileName));
        if (options.ChangesNothing) task.Note(string.Join('\n', plan.Lines()));
        else await publication.PublishAsync(plan, task);
    }

    private IEnumerable<IPublicationStep> Steps(ReleaseFolder release, TaskContext task)
    {
        var targets = settings.Model.ReleaseTargets;
        if (targets.Images) yield return new ImagesStep(settings, options.Push, images);
        if (targets.Mirrors) yield return new MirrorsStep(settings, options.Mirrors, mirrors);
        if (targets.Feeds.Count > 0)
            yield return new NugetStep(release, targets.Feeds, new(settings.Root, Environment.GetEnvironmentVariable));
        if (targets.GitHub is { } github)
            yield return new GitHubReleaseStep(release, github, new(
                settings.Root, Environment.GetEnvironmentVariable, GitHubRetry.Patient(task.Log)));
    }
}
