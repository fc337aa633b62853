using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The root that runs managed code for a foreign architecture.</summary>
[TaskName("Root-Mono")]
[TaskDescription("Makes a root with mono for each foreign architecture, to run managed code in")]
public sealed class MonoRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Roots.MonoCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Roots.Declare(task, cell.Platform, "mono");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Roots.BuildAsync(cell.Platform, "mono");
}
