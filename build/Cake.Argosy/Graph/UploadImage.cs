using Argosy.Images.Publishing;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>An image in its registry, with its attestations.</summary>
[TaskName("Upload-Image")]
[TaskAggregate("Upload-Images")]
[TaskDescription("Pushes each image to its registry, once its self-test has run on each architecture")]
[IsDependentOn(typeof(AttestImage))]
[IsDependentOn(typeof(VerifyImage))]
[IsDependentOn(typeof(VerifyLayout))]
public sealed class UploadImage : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.PublishedImages(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(ImagePublisher.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Publisher.PushAsync(context.Images.Find(cell.ItemName), context.Task);
}
