using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A .NET item, published for a framework.</summary>
[TaskName("Dotnet")]
[TaskDescription("Publishes the .NET items of argosy.yaml, once for all architectures")]
public sealed class Dotnet : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Dotnet.PublishedCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Dotnet.DeclarePublish(task, session.Dotnet.Find(cell), cell.Variant!);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Dotnet.PublishAsync(context.Dotnet.Find(cell), cell.Variant!);
}
