using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The C shim for the machine itself, with the sanitizers.</summary>
[TaskName("Native-Sanitized")]
[TaskDescription("Builds the C shim and its tests for this machine, with the address and undefined behaviour sanitizers")]
public sealed class NativeSanitized : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Inputs("native/rdma/**", "!native/rdma/build/**")
        .Outputs(session.Paths.Relative(session.SanitizedShim.BuildFolder))
        .Resources(cores: 2);

    /// <inheritdoc />
    public override async Task RunAsync(Session context)
    {
        await context.SanitizedShim.ConfigureAsync(
            Session.Commands, ["-DARGOSY_SANITIZE=ON", "-DCMAKE_BUILD_TYPE=Debug"], Session.CurrentTask.Cancellation);
        await context.SanitizedShim.BuildAsync(Session.Commands, context.CompilerJobs, Session.CurrentTask.Cancellation);
    }
}
