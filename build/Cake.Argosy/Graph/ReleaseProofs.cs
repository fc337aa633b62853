using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>Everything that a release publishes, built and proven. A dry run has no such task: it builds
/// nothing.</summary>
[TaskName("Release-Proofs")]
[TaskDescription("Builds and proves everything that a release publishes")]
[IsDependentOn(typeof(ReleaseInputs))]
[IsDependentOn(typeof(Verify))]
public sealed class ReleaseProofs : FrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => !context.Release.Options.DryRun;
}
