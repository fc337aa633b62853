using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>pip installs each wheel, and it works.</summary>
[TaskName("Verify-Wheels")]
[TaskDescription("Proves the wheels on each platform: pip installs them from the mirror into a clean root, and they work there")]
[IsDependentOn(typeof(Mirrors))]
[IsDependentOn(typeof(CleanRoot))]
public sealed class VerifyWheels : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .InputsIfPresent(WheelDefinition.FileName)
        .Values("proof")
        .Uses("env");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Wheels.ProveAsync(cell);
}
