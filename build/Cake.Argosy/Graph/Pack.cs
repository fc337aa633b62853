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
    public override IEnumerable<Cell> Cells(Session session) => session.Dotnet.PackedCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Dotnet.DeclarePack(task, session.Dotnet.Find(cell));

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Dotnet.PackAsync(context.Dotnet.Find(cell));
}
