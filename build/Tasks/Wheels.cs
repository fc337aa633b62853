using Argosy.Packages.Wheels;
using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Python wheels, cross-built.</summary>
[TaskName("Wheels")]
[TaskDescription("Cross-builds the wheels of wheels/wheels.yaml for each platform")]
[IsDependentOn(typeof(Sysroot))]
[IsDependentOn(typeof(PythonRoot))]
[IsDependentOn(typeof(Sdists))]
public sealed class Wheels : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .InputsIfPresent(WheelDefinition.FileName, SdistLock.FileName)
        .Values($"{session.SourceDate}")
        .Uses("gzip", "xz", "unshare", "env")
        .UsesVersioned($"{cell.GnuTriplet}-gcc")
        .Outputs([.. session.Model.PlatformsOf(cell).Select(p => session.Paths.Relative(session.Paths.Wheels(p)))]);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Wheels.BuildAsync(cell);
}
