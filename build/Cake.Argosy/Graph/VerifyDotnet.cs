using Cake.Argosy.Module.Declarations;
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
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.SelfTests(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Dotnet.DeclareProof(d, context.Dotnet.Find(cell.ItemName), cell.Architecture!));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Dotnet.VerifyAsync(context.Dotnet.Find(cell.ItemName), cell.Architecture!, context.Task);
}
