using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>podman runs an image.</summary>
[TaskName("Verify-Image")]
[TaskAggregate("Verify-Images")]
[TaskDescription("Proves the images on each architecture: podman runs their self-tests")]
[IsDependentOn(typeof(Images))]
public sealed class VerifyImage : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.ImageLayers(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Images.DeclareProof(d, context.Images.Find(cell.ItemName), cell.Architecture!));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Images.VerifyAsync(context.Images.Find(cell.ItemName), cell.Architecture!, context.Task);
}
