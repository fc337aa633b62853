using Cake.Argosy.Module.Declarations;
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
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Debs(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Debs.Declare(d, context.Debs.Find(cell.ItemName), cell.Platform));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Debs.BuildAsync(context.Debs.Find(cell.ItemName), cell.Platform, context.Task);
}
