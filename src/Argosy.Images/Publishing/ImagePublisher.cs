using Argosy.Artifacts.Tasks;
using Argosy.Images.Definition;
using Argosy.Images.SupplyChain;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Oci.Transfer;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Publishing;

/// <summary>Pushes the images of a build to their registries, once they are proven.</summary>
/// <param name="settings">The run.</param>
/// <param name="push">How to push.</param>
public sealed class ImagePublisher(BuildSettings settings, PushSettings push)
{
    /// <summary>Declares a push: it has no outputs and runs each time, since only the registry knows its
    /// state.</summary>
    public static void Declare(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.Resources(1, "upload");
        task.IsLocal = true;
    }

    /// <summary>Pushes one image for the architectures of the run. With all of the model, its tags get exactly this
    /// index; with some, the index under each tag keeps the other platforms.</summary>
    /// <remarks>Errors ARG0490 to ARG0494, and those of the registry and the layout.</remarks>
    public async Task<PushReport> PushAsync(ImageDefinition image, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(task);
        var publish = image.Publish
            ?? throw new ArgumentException($"{image.Name} has no 'publish'", nameof(image));
        var repository = publish.RepositoryOf(image.Name, push.Registry);
        var tags = publish.TagsFor(settings.Model.Project, settings.SourceDate);
        var layout = settings.Paths.Image(image.Name);
        new PublishGate(image, publish, task).Require(Manifests(image, layout));
        using var target = new ImagePush(repository, push.Options with { Progress = new TaskProgress(task) });
        var isWhole = settings.Architectures.Count == settings.Model.Architectures.Count;
        var report = await target.PushAsync(
            layout, tags, isWhole ? [] : settings.Architectures, push.DryRun, task.Cancellation);
        foreach (var line in PushText.Lines(report, push.DryRun)) task.Log(line);
        if (push.DryRun) task.Note(PushText.Lines(report, dryRun: true)[0]);
        else await AttestAsync(image, layout, isWhole, target.Store, task);
        return report;
    }

    // A merged index has another digest than this build's, so only the platforms' own attestations are about what is
    // in the registry.
    private async Task AttestAsync(
        ImageDefinition image, string layout, bool isWhole, IManifestStore registry, TaskContext task)
    {
        var attestations = new LayoutStore(settings.Paths.Attestations(image.Name));
        var subjects = isWhole ? null : Manifests(image, layout).Select(m => m.Item3).ToHashSet();
        var count = await new AttestationPublisher(attestations).PublishAsync(registry, subjects, task.Cancellation);
        task.Log($"{count} manifests with bills of materials, provenance and signatures");
    }

    private IReadOnlyList<(Architecture, string, Artifacts.Digest)> Manifests(ImageDefinition image, string layout)
    {
        var entries = OciLayout.ReadPlatforms(layout);
        var missing = settings.Architectures.Where(a => Find(entries, a) is null).ToList();
        return missing.Count == 0
            ?
            [
                .. settings.Architectures.Select(a => (a, Find(entries, a)!)).Select(m => (m.a,
                    settings.Paths.Relative(OciLayout.BlobPath(layout, m.Item2.Digest)), m.Item2.Digest)),
            ]
            : throw new ArgosyException(new Diagnostic("ARG0494", new(settings.Paths.Relative(layout)),
                $"{image.Name} isn't built for {string.Join(", ", missing)}",
                $"Run --target=Images-{image.Name} first; the target Publish-Images does."));
    }

    private static Descriptor? Find(IReadOnlyList<Descriptor> entries, Architecture architecture) =>
        entries.FirstOrDefault(e => e.Platform?.Normalized == OciPlatform.Of(architecture).Normalized);

    private sealed class TaskProgress(TaskContext task) : IProgress<BlobProgress>
    {
        public void Report(BlobProgress value) => task.Log(PushText.Line(value));
    }
}
