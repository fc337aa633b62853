using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Bills of materials, provenance and signatures of an image.</summary>
[TaskName("Attest-Image")]
[TaskAggregate("Attest-Images")]
[TaskDescription("Writes each image's bills of materials and provenance, and signs them and the image")]
[IsDependentOn(typeof(Images))]
public sealed class AttestImage : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Images(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell)
    {
        // A criterion says that more than declared files decides, here whether any tracked file has changes: such a run
        // is never answered without Cake.
        task.WithCriteria(() => true, "");
        task.Declare(d => context.Attestations.Declare(d, context.Images.Find(cell.ItemName)));
    }

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Attestations.AttestAsync(context.Images.Find(cell.ItemName), context.Task);
}
