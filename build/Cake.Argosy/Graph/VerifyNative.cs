using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item fits its platform, and its tests pass there.</summary>
[TaskName("Verify-Native")]
[TaskDescription(
    "Proves native items on each architecture: ELF fit, then their own tests, natively or under emulation")]
[IsDependentOn(typeof(Native))]
public sealed class VerifyNative : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Native(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Native.DeclareProof(d, context.Native.Find(cell.ItemName), cell.Architecture!));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Native.VerifyAsync(context.Native.Find(cell.ItemName), cell.Architecture!, context.Task);
}
