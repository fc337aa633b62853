using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item fits its platform, and its tests pass there.</summary>
[TaskName("Verify-Native")]
[TaskDescription("Proves native items on each architecture: ELF fit, then their own tests, natively or under emulation")]
[IsDependentOn(typeof(Native))]
public sealed class VerifyNative : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Native.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        task.Values(["proof", .. session.Native.Find(cell).Tests ?? []]).Uses($"{cell.Architecture!.GnuTriplet}-gcc");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Native.ProveAsync(context.Native.Find(cell), cell.Architecture!);
}
