using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Two builds of a release's files, compared.</summary>
[TaskName("Reproduce-Release")]
[TaskDescription(
    "Builds a release's files twice under other circumstances, and lists what differs: artifacts/reproduction")]
public sealed class ReproduceRelease : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(context.Reproduction.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.Reproduction.RunAsync(context.Task);
}
