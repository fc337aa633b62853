using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A NuGet package.</summary>
[TaskName("Pack")]
[TaskDescription("Packs .NET items for NuGet: managed code once, native items for every architecture")]
[IsDependentOn(typeof(Dotnet))]
public sealed class Pack : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Packed(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Dotnet.DeclarePack(d, context.Dotnet.Find(cell.ItemName)));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Dotnet.PackAsync(context.Dotnet.Find(cell.ItemName), context.Task);
}
