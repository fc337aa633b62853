using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A Debian package of native libraries.</summary>
[TaskName("Deb")]
[TaskAggregate("Debs")]
[TaskDescription("Packs native libraries for apt, for each architecture")]
[IsDependentOn(typeof(Native))]
public sealed class Deb : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Debs.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Debs.Declare(task, session.Debs.Find(cell), cell.Platform);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Debs.BuildAsync(context.Debs.Find(cell), cell.Platform);
}
