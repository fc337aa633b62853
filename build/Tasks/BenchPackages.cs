using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Published mirrors.</summary>
[TaskName("Bench-Packages")]
[TaskDescription(
    "Measures published mirrors beside aptly: artifacts/bench/packages.md; a bound that isn't met fails nothing")]
public sealed class BenchPackages : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: int.MaxValue);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Benchmarks.RunAsync(context, "bench/packages", "packages");
}
