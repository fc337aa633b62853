using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The C shim's tests, sanitized.</summary>
[TaskName("Test-Native")]
[TaskDescription("Runs the C shim's tests with the address and undefined behaviour sanitizers")]
[IsDependentOn(typeof(NativeSanitized))]
public sealed class TestNative : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(Session context) =>
        context.Suites.CtestAsync("native", context.Native.Sanitized(Cargo.Shim), Session.CurrentTask.Cancellation);
}
