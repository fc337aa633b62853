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
    public override IEnumerable<Cell> Cells(Session session) => session.Images.LayerCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        task.Values("proof", session.Images.Find(cell).Fingerprint).Uses("unshare").UsesIfPresent("podman", "runc");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Images.ProveAsync(context.Images.Find(cell), cell.Architecture!);
}
