using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The files of a platform that cross compilers see.</summary>
[TaskName("Sysroot")]
[TaskDescription("Makes each platform's sysroot out of Debian packages, without emulation")]
public sealed class Sysroot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Roots.SysrootCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Roots.Declare(task, cell.Platform, "sysroot");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Roots.BuildAsync(cell.Platform, "sysroot");
}
