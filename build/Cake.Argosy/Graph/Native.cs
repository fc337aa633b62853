using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item, cross-built.</summary>
[TaskName("Native")]
[TaskDescription("Cross-builds the native items of argosy.yaml for each architecture")]
[IsDependentOn(typeof(Sysroot))]
public sealed class Native : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Native.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Native.Declare(task, session.Native.Find(cell), cell.Architecture!);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Native.BuildAsync(context.Native.Find(cell), cell.Architecture!);
}
