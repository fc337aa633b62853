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
    public override IEnumerable<Cell> Cells(Session session) => session.Native.SanitizedCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Suites.CtestAsync(
        $"native-{cell}", context.Native.Sanitized(context.Native.Find(cell)), Session.CurrentTask.Cancellation);
}
