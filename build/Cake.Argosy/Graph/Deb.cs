using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The Debian packages of a native item: runtime, development, debug information.</summary>
[TaskName("Deb")]
[TaskAggregate("Debs")]
[TaskDescription("Cross-builds and packs native items for apt, for each platform")]
[IsDependentOn(typeof(Sysroot))]
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
