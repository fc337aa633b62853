using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Toolchains.CMake;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
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
        .Inputs("native/rdma/**", "!native/rdma/build/**")
        .Outputs(session.Paths.Relative(session.Paths.Native(cell)))
        .Resources(cores: 2);

    /// <inheritdoc />
    public override async Task RunAsync(Session context, Architecture cell)
    {
        var project = new CMakeProject(context.Paths.RdmaSources, context.Paths.RdmaBuild(cell));
        await project.InstallAsync(Session.Commands, cell, context.RootOf(cell, "sysroot"), context.CompilerJobs,
            context.Paths.Native(cell), Session.CurrentTask.Cancellation);
        context.MadeFiles(context.Paths.Native(cell), "lib/libargosy_rdma.so.*.*", ArtifactKind.Native, cell);
        context.MadeFiles(context.Paths.Native(cell), "test/argosy-rdma-selftest", ArtifactKind.Native, cell);
    }
}
