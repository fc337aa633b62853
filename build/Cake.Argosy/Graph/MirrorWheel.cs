using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of a platform's wheels for pip.</summary>
[TaskName("Mirror-Wheel")]
[TaskDescription("Writes each platform's mirror of wheels for pip")]
[IsDependentOn(typeof(Wheels))]
public sealed class MirrorWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.WheelFolders(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(context.WheelMirror(cell.Platform).Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.WheelMirror(cell.Platform).WriteAsync(context.Task);
}
