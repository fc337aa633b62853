using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A clean root of a platform, as a user has it.</summary>
[TaskName("Root-Clean")]
[TaskDescription("Makes a clean root for each platform, in which packages are installed to prove them")]
public sealed class CleanRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Roots.CleanCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Roots.Declare(task, cell.Platform, "clean");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Roots.BuildAsync(cell.Platform, "clean");
}
