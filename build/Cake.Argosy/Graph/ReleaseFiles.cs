using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The files of a release without proofs and signatures.</summary>
[TaskName("Release-Files")]
[TaskDescription("Builds the files of a release, without proofs and signatures: artifacts/release-files")]
[IsDependentOn(typeof(ReleaseInputs))]
public sealed class ReleaseFiles : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(context.Release.DeclareFiles);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.Release.CollectAsync(context.Task);
}
