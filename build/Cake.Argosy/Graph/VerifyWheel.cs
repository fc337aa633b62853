using Argosy.Packages.Wheels.Building;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>pip installs a wheel, and it works. A wheel that doesn't is a line of the ledger, and blocks no
/// other.</summary>
[TaskName("Verify-Wheel")]
[TaskAggregate("Verify-Wheels")]
[TaskDescription(
    "Proves the wheels on each platform: pip installs them from the mirror into a clean root, and they work there")]
[IsDependentOn(typeof(MirrorWheel))]
[IsDependentOn(typeof(CleanRoot))]
[IsDependentOn(typeof(WheelRoot))]
public sealed class VerifyWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Wheels(context);

    /// <inheritdoc />
    public override bool Needs(BuildContext context, Cell cell, Cell other) => base.Needs(context, cell, other)
        && (other.Variant is not { } root || WheelRoots.IsForProof(
            context.Wheels.Find(cell.ItemName, cell.Platform), root));

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) => task
        .ContinueOnError()
        .Declare(d => context.WheelProofs.Declare(
            d, context.Wheels.Find(cell.ItemName, cell.Platform), cell.Platform));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.WheelProofs.VerifyAsync(
            context.Wheels.Find(cell.ItemName, cell.Platform), cell.Platform, context.Task);
}
