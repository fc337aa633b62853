using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A multi-platform OCI layout.</summary>
[TaskName("Images")]
[TaskDescription("Puts the architectures of each image together: one OCI layout with one multi-platform index")]
[IsDependentOn(typeof(Image))]
public sealed class Images : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Images(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Images.DeclareIndex(d, context.Images.Find(cell.ItemName)));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Images.AssembleAsync(context.Images.Find(cell.ItemName), context.Task);
}
