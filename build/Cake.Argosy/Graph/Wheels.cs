using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A platform's wheels.</summary>
[TaskName("Wheels")]
[TaskDescription("Puts each platform's wheels into a folder")]
[IsDependentOn(typeof(Wheel))]
public sealed class Wheels : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.WheelFolders(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Wheels.DeclareFolder(d, cell.Platform));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        Task.Run(() => context.Wheels.Collect(cell.Platform, context.Task));
}
