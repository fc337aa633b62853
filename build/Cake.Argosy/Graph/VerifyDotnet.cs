using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Runs a self-test with the packed bytes.</summary>
[TaskName("Verify-Dotnet")]
[TaskDescription("Proves NuGet packages on each architecture by their self-tests, natively or under emulation")]
[IsDependentOn(typeof(MonoRoot))]
[IsDependentOn(typeof(Dotnet))]
public sealed class VerifyDotnet : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Dotnet.ProvenCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Dotnet.DeclareProof(task, session.Dotnet.Find(cell), cell.Architecture!);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Dotnet.ProveAsync(context.Dotnet.Find(cell), cell.Architecture!);
}
