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
    public override IEnumerable<Cell> Cells(Session session) => session.Images.LayerCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Images.Declare(task, session.Images.Find(cell), cell.Architecture!);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Images.BuildAsync(context.Images.Find(cell), cell.Architecture!);
}
