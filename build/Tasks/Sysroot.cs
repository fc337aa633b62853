using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>What the cross compilers see of a platform.</summary>
[TaskName("Sysroot")]
[TaskDescription("Makes each platform's sysroot out of Debian packages, without emulation")]
public sealed class Sysroot : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .Inputs(session.LockOf(session.SysrootSet(cell)))
        .Values([.. session.RootValues(session.SysrootSet(cell))])
        .Outputs(session.Paths.Relative(session.SysrootOf(cell)));

    /// <inheritdoc />
    public override async Task RunAsync(Session context, Architecture cell) => Session.Note(
        await context.Roots.BuildFolderAsync(context.SysrootSet(cell), context.SysrootOf(cell), Session.CurrentTask.Cancellation));
}
