using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>pip installs a wheel, and it works.</summary>
[TaskName("Verify-Wheel")]
[TaskAggregate("Verify-Wheels")]
[TaskDescription(
    "Proves the wheels on each platform: pip installs them from the mirror into a clean root, and they work there")]
[IsDependentOn(typeof(MirrorWheel))]
[IsDependentOn(typeof(CleanRoot))]
public sealed class VerifyWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Wheels(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Wheels.DeclareProof(d, context.Wheels.Find(cell.ItemName, cell.Platform), cell.Platform));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Wheels.VerifyAsync(context.Wheels.Find(cell.ItemName, cell.Platform), cell.Platform, context.Task);
}
