using Argosy.Release.Publication;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A release where its users find it.</summary>
[TaskName("Publish-Release")]
[TaskDescription("Publishes a release: images, mirrors and NuGet packages, then the release on GitHub")]
[IsDependentOn(typeof(AttestImage))]
[IsDependentOn(typeof(Mirrors))]
[IsDependentOn(typeof(Verify))]
public sealed class PublishRelease : AsyncFrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => context.Model.ReleaseTargets.Any;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(PublicationBuild.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Publications.Of(context).RunAsync(context.Task);
}
