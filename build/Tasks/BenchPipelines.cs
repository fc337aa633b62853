using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Checks of a large tenant's configuration.</summary>
[TaskName("Bench-Pipelines")]
[TaskDescription(
    "Measures the check of 1000 repositories: artifacts/bench/pipelines.md; a bound that isn't met fails nothing")]
public sealed class BenchPipelines : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: int.MaxValue);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Benchmarks.RunAsync(context, "bench/pipelines", "pipelines");
}
