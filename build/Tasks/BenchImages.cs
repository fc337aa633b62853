using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Images of Debian packages.</summary>
[TaskName("Bench-Images")]
[TaskDescription(
    "Measures layouts of images beside umoci: artifacts/bench/images.md; a bound that isn't met fails nothing")]
public sealed class BenchImages : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: int.MaxValue);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Benchmarks.RunAsync(context, "bench/images", "images");
}
