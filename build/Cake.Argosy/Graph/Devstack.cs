using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>DevStack's configuration.</summary>
[TaskName("Devstack")]
[TaskDescription("Generates devstack/*.local.conf and zuul.d/devstack.yaml from argosy.yaml and devstack/*.yaml")]
public sealed class Devstack : AsyncFrostingTask
{
    /// <inheritdoc />
    // Its outputs are next to the profiles that it reads, with names from the profiles.
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Inputs("argosy.yaml").InputsIfPresent("devstack/*.yaml")
            .Outputs([.. context.Generated.DevstackFiles]).UpdatesOutputs();

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) =>
        Task.Run(() => context.Generated.WriteDevstack(context.Task));
}
