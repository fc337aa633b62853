using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A second build of a wheel gives the same bytes.</summary>
[TaskName("Reproduce-Wheel")]
[TaskAggregate("Reproduce-Wheels")]
[TaskDescription("Builds each wheel once more elsewhere, and compares the two")]
[IsDependentOn(typeof(Wheel))]
public sealed class ReproduceWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Wheels(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) => task.Parallel();

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Wheels.RebuildAsync(context.Wheels.Find(cell.ItemName), cell.Platform, context.Task);
}
