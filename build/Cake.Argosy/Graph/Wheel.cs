using Argosy.Packages.Wheels.Building;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A Python wheel. One that fails blocks neither other wheels nor its platform's mirror: the ledger fails the
/// run.</summary>
[TaskName("Wheel")]
[TaskDescription("Builds each wheel of wheels/wheels.yaml for each platform")]
[IsDependentOn(typeof(Sysroot))]
[IsDependentOn(typeof(PythonRoot))]
[IsDependentOn(typeof(WheelRoot))]
[IsDependentOn(typeof(Sdist))]
public sealed class Wheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Wheels(context);

    /// <inheritdoc />
    public override bool Needs(BuildContext context, Cell cell, Cell other) => base.Needs(context, cell, other)
        && (other.Variant is not { } root || WheelRoots.IsForBuild(
            context.Wheels.Find(cell.ItemName, cell.Platform), root));

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.ContinueOnError().Declare(
            d => context.Wheels.Declare(d, context.Wheels.Find(cell.ItemName, cell.Platform), cell.Platform));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Wheels.BuildAsync(context.Wheels.Find(cell.ItemName, cell.Platform), cell.Platform, context.Task);
}
