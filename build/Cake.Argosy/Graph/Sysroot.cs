using Argosy.Toolchains.Debian;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The files of a platform that cross compilers see.</summary>
[TaskName("Sysroot")]
[TaskDescription("Makes each platform's sysroot out of Debian packages, without emulation")]
public sealed class Sysroot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Sysroots(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Roots.Declare(d, cell.Platform, PlatformRoots.Sysroot));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Roots.BuildAsync(cell.Platform, PlatformRoots.Sysroot, context.Task);
}
