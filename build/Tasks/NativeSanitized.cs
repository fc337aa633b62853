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
        .Inputs(Cargo.ShimSources)
        .UsesVersioned("cmake", "ninja", "cc")
        .Outputs(session.Paths.Relative(session.Native.Sanitized(Cargo.Shim).BuildFolder))
        .Resources(cores: 2)
        .UpdatesOutputs();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Native.BuildSanitizedAsync(Cargo.Shim);
}
