using Cake.Argosy;
using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Runs the engine's random graphs, the runtime's fuzzers for the time of a release, and tests that take
/// minutes each.</summary>
[TaskName("Fuzz")]
[TaskDescription("Runs 500 rounds of random graphs, each of the runtime's fuzzers for an hour, or --fuzz-seconds, and the soak tests: what a release does beside Test")]
[IsDependentOn(typeof(Native))]
public sealed class Fuzz : AsyncFrostingTask
{
    private const string RuntimeTests = "Argosy.Runtime.Tests";

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        await context.Suites.SoakAsync(
            "fuzz-engine", "tests/Cake.Argosy.Module.Tests", context.FuzzTime(), context.Task.Cancellation);
        await context.Suites.SoakAsync(
            "soak-packages", "tests/Argosy.Packages.Tests", context.FuzzTime(), context.Task.Cancellation);
        await context.Suites.SoakAsync(
            "soak-projects", "tests/Argosy.EndToEnd.Tests", context.FuzzTime(), context.Task.Cancellation);
        await context.Suites.SoakAsync("fuzz", $"tests/{RuntimeTests}", context.FuzzTime(), context.Task.Cancellation);
    }
}
