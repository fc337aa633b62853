using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A package's symbols fit, and its tool, template or addin installs and works.</summary>
[TaskName("Verify-Pack")]
[TaskDescription(
    "Proves NuGet packages on this machine: symbols are those of their assemblies; tools, templates and addins work")]
[IsDependentOn(typeof(Pack))]
public sealed class VerifyPack : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Checked(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Dotnet.DeclareCheck(d, context.Dotnet.Find(cell.ItemName)));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Dotnet.CheckAsync(context.Dotnet.Find(cell.ItemName), context.Task);
}
