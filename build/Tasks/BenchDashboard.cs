using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Measures the dashboard in a browser.</summary>
[TaskName("Bench-Dashboard")]
[TaskDescription("Measures the dashboard of a synthetic year in Chromium: artifacts/bench/dashboard.md; a bound that isn't met fails nothing")]
public sealed class BenchDashboard : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: int.MaxValue);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Benchmarks.RunAsync(context, "bench/dashboard", "dashboard");
}
