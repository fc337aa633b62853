using Cake.Argosy;
using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Compares the runtime with MPI, libfabric's own ping-pong and serializers of .NET and C++.</summary>
[TaskName("Bench-Runtime")]
[TaskDescription("Measures the runtime beside its peers: artifacts/bench/runtime.md, runtime.json and plots; a bound that isn't met fails nothing")]
[IsDependentOn(typeof(Native))]
public sealed class BenchRuntime : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: int.MaxValue);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Benchmarks.RunAsync(context, "bench/runtime", "runtime");
}
