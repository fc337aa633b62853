using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>An image for one architecture.</summary>
[TaskName("Image")]
[TaskAggregate("Image-Layers")]
[TaskDescription("Builds each image for each architecture, without a daemon")]
public sealed class Image : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.ImageLayers(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Images.Declare(d, context.Images.Find(cell.ItemName), cell.Architecture!));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Images.BuildAsync(context.Images.Find(cell.ItemName), cell.Architecture!, context.Task);
}
