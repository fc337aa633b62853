using Argosy.Images;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>skopeo reads a layout.</summary>
[TaskName("Verify-Layout")]
[TaskAggregate("Verify-Layouts")]
[TaskDescription("Proves the OCI layouts: skopeo reads and copies them, all platforms")]
[IsDependentOn(typeof(Images))]
public sealed class VerifyLayout : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Images(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(ImageBuild.DeclareLayoutProof);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Images.VerifyLayoutAsync(context.Images.Find(cell.ItemName), context.Task);
}
