using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item for the machine itself, with the sanitizers.</summary>
[TaskName("Native-Sanitized")]
[TaskDescription("Builds native items and their tests for this machine, with sanitizers")]
public sealed class NativeSanitized : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Sanitized(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Native.DeclareSanitized(d, context.Native.Find(cell.ItemName)));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Native.BuildSanitizedAsync(context.Native.Find(cell.ItemName), context.Task);
}
