using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Each distribution's own Python, for the build machine.</summary>
[TaskName("Root-Python")]
[TaskDescription("Makes a root with each distribution's own Python, which cross-builds its wheels")]
public sealed class PythonRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Roots.PythonCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Roots.DeclarePython(task, cell.Distribution!);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Roots.BuildPythonAsync(cell.Distribution!);
}
