using Argosy.Packages.Mirrors.Publishing;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The published mirror of Debian packages.</summary>
[TaskName("Publish-Debian")]
[TaskDescription("Publishes the mirror of Debian packages as a snapshot")]
[IsDependentOn(typeof(MirrorDebian))]
[IsDependentOn(typeof(VerifyDeb))]
[IsDependeeOf(typeof(PublishMirrors))]
public sealed class PublishDebian : AsyncFrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => new MirrorDebian().Exists(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(MirrorPublication.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) =>
        context.Publication.PublishAsync("debian", null, context.Task);
}
