using Cake.Argosy;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>DevStack's configuration.</summary>
[TaskName("Devstack")]
[TaskDescription("Generates devstack/*.local.conf from argosy.yaml and devstack/*.yaml")]
public sealed class Devstack : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Generated.WriteDevstack);
}
