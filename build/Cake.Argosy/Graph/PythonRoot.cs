using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Each distribution's own Python, for the build machine.</summary>
[TaskName("Root-Python")]
[TaskDescription("Makes a root with each distribution's own Python, which cross-builds its wheels")]
public sealed class PythonRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.PythonRoots(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Roots.DeclarePython(d, cell.Distribution!));

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context, Cell cell)
    {
        await context.Roots.BuildPythonAsync(cell.Distribution!, context.Task);
        await context.Wheels.CompilePythonAsync(cell.Distribution!, context.Task);
    }
}
