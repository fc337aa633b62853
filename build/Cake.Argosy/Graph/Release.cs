using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The signed files of a release.</summary>
[TaskName("Release")]
[TaskDescription("Builds and proves everything, and writes the signed files of a release: artifacts/release/<version>")]
[IsDependentOn(typeof(ReleaseProofs))]
public sealed class Release : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Declare(context.Release.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.Release.RunAsync(context.Task);
}
