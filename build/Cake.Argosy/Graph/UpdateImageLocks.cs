using Cake.Argosy.Maintenance;
using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>The lock of one image for one architecture.</summary>
[TaskName("Update-Image-Locks")]
[TaskDescription("Renews the locks of images alone, each by itself, from the mirrors")]
public sealed class UpdateImageLocks : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.ImageLayers(context);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) => LockRenewal.RenewAsync(
        context, context.Images.SetOf(context.Images.Find(cell.ItemName), cell.Architecture!));
}
