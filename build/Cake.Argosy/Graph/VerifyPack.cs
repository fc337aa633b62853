using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A package's symbols fit, and its tool installs and works.</summary>
[TaskName("Verify-Pack")]
[TaskDescription("Proves NuGet packages on this machine: symbols are those of their assemblies, tools install and work")]
[IsDependentOn(typeof(Pack))]
public sealed class VerifyPack : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Dotnet.CheckedCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        task.Values("proof", session.Dotnet.Find(cell).Fingerprint);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Dotnet.CheckAsync(context.Dotnet.Find(cell));
}
