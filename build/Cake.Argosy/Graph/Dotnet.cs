using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A .NET item, published for a framework.</summary>
[TaskName("Dotnet")]
[TaskDescription("Publishes the .NET items of argosy.yaml, once for all architectures")]
public sealed class Dotnet : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Published(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Dotnet.DeclarePublish(d, context.Dotnet.Find(cell.ItemName), cell.Variant!));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Dotnet.PublishAsync(context.Dotnet.Find(cell.ItemName), cell.Variant!, context.Task);
}
