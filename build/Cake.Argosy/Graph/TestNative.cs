using Argosy.Artifacts.Tasks;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item's own tests, sanitized.</summary>
[TaskName("Test-Native")]
[TaskDescription("Runs the tests of native items with the sanitizers")]
[IsDependentOn(typeof(NativeSanitized))]
public sealed class TestNative : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Sanitized(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Suites.CtestAsync(
        $"native-{cell}", context.Native.Sanitized(context.Native.Find(cell.ItemName)), context.Task.Cancellation);
}
