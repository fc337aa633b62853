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
    public override IEnumerable<Cell> Cells(Session session) => session.Images.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        task.Values("proof").UsesIfPresent("skopeo");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Images.InspectAsync(context.Images.Find(cell));
}
