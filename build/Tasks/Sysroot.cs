using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>What the cross compilers see of a platform.</summary>
[TaskName("Sysroot")]
[TaskDescription("Makes each platform's sysroot out of Debian packages, without emulation")]
public sealed class Sysroot : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) =>
        session.Roots.Declare(task, cell, "sysroot");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Roots.BuildAsync(cell, "sysroot");
}
