using Cake.Argosy;
using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>For everyday use: tests that need no network, no emulator and no build of their own.</summary>
[TaskName("Test-Quick")]
[TaskDescription("Runs the unit tests alone")]
[IsDependentOn(typeof(Native))]
public sealed class TestQuick : AsyncFrostingTask
{
    private const string Filter = "Category!=EndToEnd&Category!=Soak&Category!=Slow";

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.Suites.AssembliesAsync(
        "quick", "Argosy.slnx", TestManaged.Assemblies(), 2, Filter, context.Task.Cancellation);
}
