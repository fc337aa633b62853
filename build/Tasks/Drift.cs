using Cake.Argosy;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Checks that generated files match the model.</summary>
[TaskName("Lint-Generated")]
[TaskDescription("Fails where a generated file isn't what argosy.yaml and the declarations make")]
public sealed class Drift : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Task.Run(context.Generated.RefuseDrift);
}
