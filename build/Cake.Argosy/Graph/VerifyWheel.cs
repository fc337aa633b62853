using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>pip installs a wheel, and it works.</summary>
[TaskName("Verify-Wheel")]
[TaskAggregate("Verify-Wheels")]
[TaskDescription("Proves the wheels on each platform: pip installs them from the mirror into a clean root, and they work there")]
[IsDependentOn(typeof(MirrorWheel))]
[IsDependentOn(typeof(CleanRoot))]
public sealed class VerifyWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Wheels.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        task.Values("proof", session.Wheels.Find(cell).Fingerprint).Uses("env");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Wheels.ProveAsync(context.Wheels.Find(cell), cell.Platform);
}
