using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Compares the engine with make, ninja and Cake's own.</summary>
[TaskName("Bench-Engine")]
[TaskDescription("Measures the engine beside its peers: artifacts/bench/engine.md and engine.json; a bound that isn't met fails nothing")]
public sealed class BenchEngine : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: int.MaxValue);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Benchmarks.RunAsync(context, "bench/engine", "engine");
}
