using Cake.Argosy;
using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Unit tests and slow tests of the managed code, two assemblies at a time. The runtime's want this machine's shim.</summary>
[TaskName("Test-Managed")]
[TaskDescription("Runs the .NET tests, but for those that look at the whole build's results")]
[IsDependentOn(typeof(Native))]
public sealed class TestManaged : AsyncFrostingTask
{
    private const string Filter = "Category!=EndToEnd&Category!=Soak";

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Suites.AssembliesAsync(
        "managed", "Argosy.slnx", TestProjects.Assemblies(), 2, Filter, Session.CurrentTask.Cancellation);
}
