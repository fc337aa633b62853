using Argosy.Artifacts.Tasks;
using Argosy.Images.Definition;
using Argosy.Images.Publishing;
using Argosy.Oci.Registry;
using Argosy.Oci.Transfer;
using Argosy.Platforms.Building;

namespace Argosy.Release.Publication;

/// <summary>Images in their registries, with their attestations.</summary>
/// <param name="settings">The run.</param>
/// <param name="push">How they are pushed.</param>
/// <param name="images">Those that have <c>publish:</c>.</param>
public sealed class ImagesStep(
    BuildSettings settings, PushSettings push, IReadOnlyList<ImageDefinition> images)
    : IPublicationStep
{
    /// <inheritdoc />
    public string Name => "images";

    /// <inheritdoc />
    public async Task PlanAsync(PlanBuilder plan, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var publisher = new ImagePublisher(settings, push with { DryRun = true });
        foreach (var image in images)
        {
            var report = await publisher.PushAsync(image, new Quiet(task));
            plan.Add(new(Name, image.Name, Where(report), report.Unchanged ? PlanState.Present : PlanState.New)
            {
                Detail = report.Unchanged
                    ? null
                    : $"{PushText.Bytes(report.Bytes(BlobOutcome.Sent))} to send",
            });
        }
    }

    /// <inheritdoc />
    public async Task PublishAsync(PublishedThings published, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(published);
        var publisher = new ImagePublisher(settings, push);
        foreach (var image in images)
        {
            var report = await publisher.PushAsync(image, task);
            published.Add(Name, image.Name, Where(report));
        }
    }

    private static string Where(PushReport report) => $"{report.Reference}:{string.Join(", :", report.Tags)}";
}
