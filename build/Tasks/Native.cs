using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Project;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The C shim, cross-built.</summary>
[TaskName("Native")]
[TaskDescription("Cross-builds the C shim for each architecture")]
[IsDependentOn(typeof(Sysroot))]
public sealed class Native : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .Inputs(Cargo.ShimSources)
        .UsesVersioned(ProjectNative.ToolsOf(cell))
        .Outputs(session.Paths.Relative(session.Paths.Native(cell)))
        .Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Native.BuildAsync(Cargo.Shim, cell);
}
