using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A platform's wheels.</summary>
[TaskName("Wheels")]
[TaskDescription("Puts each platform's wheels into a folder")]
[IsDependentOn(typeof(Wheel))]
public sealed class Wheels : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Wheels.FolderCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) => task
        .Values(string.Join(',', session.Wheels.Cells.Where(c => c.Fits(cell)).Select(c => c.Item)))
        .Outputs(session.Paths.Relative(session.Paths.Wheels(cell.Platform)));

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => Task.Run(() => context.Wheels.Collect(cell.Platform));
}
