using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A Python wheel, cross-built.</summary>
[TaskName("Wheel")]
[TaskDescription("Cross-builds each wheel of wheels/wheels.yaml for each platform")]
[IsDependentOn(typeof(Sysroot))]
[IsDependentOn(typeof(PythonRoot))]
[IsDependentOn(typeof(Sdist))]
public sealed class Wheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Wheels.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Wheels.Declare(task, session.Wheels.Find(cell), cell.Platform);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Wheels.BuildAsync(context.Wheels.Find(cell), cell.Platform);
}
