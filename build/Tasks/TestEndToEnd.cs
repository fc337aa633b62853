using Cake.Argosy;
using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Tests the results of the main job.</summary>
[TaskName("Test-EndToEnd")]
[TaskDescription("Runs the main job, then tests what it made, and makes it again elsewhere")]
[IsDependentOn(typeof(Default))]
[IsDependentOn(typeof(TestManaged))]
public sealed class TestEndToEnd : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.Suites.DotnetAsync(
        "end-to-end", "tests/Argosy.EndToEnd.Tests", "Category!=Soak", context.Task.Cancellation);
}
