using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The shim fits its platform, and its tests pass there.</summary>
[TaskName("Verify-Native")]
[TaskDescription("Proves the C shim on each architecture: ELF fit, then its own tests, natively or under emulation")]
[IsDependentOn(typeof(Native))]
public sealed class VerifyNative : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .Values("proof")
        .Uses($"{cell.GnuTriplet}-gcc");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Native.ProveAsync(cell);
}
