using Argosy.Packages.Mirrors.Publishing;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The published mirror of NuGet packages.</summary>
[TaskName("Publish-Nuget")]
[TaskDescription("Publishes the mirror of NuGet packages as a snapshot")]
[IsDependentOn(typeof(MirrorNuget))]
[IsDependentOn(typeof(VerifyPack))]
[IsDependeeOf(typeof(PublishMirrors))]
public sealed class PublishNuget : AsyncFrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => new MirrorNuget().Exists(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(MirrorPublication.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) =>
        context.Publication.PublishAsync("nuget", null, context.Task);
}
