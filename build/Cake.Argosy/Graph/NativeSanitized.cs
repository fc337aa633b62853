using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item for the machine itself, with the sanitizers.</summary>
[TaskName("Native-Sanitized")]
[TaskDescription("Builds native items and their tests for this machine, with sanitizers")]
public sealed class NativeSanitized : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Native.SanitizedCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Native.DeclareSanitized(task, session.Native.Find(cell));

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Native.BuildSanitizedAsync(context.Native.Find(cell));
}
