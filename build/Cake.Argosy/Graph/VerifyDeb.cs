using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>apt installs Debian packages, and a program is compiled with them.</summary>
[TaskName("Verify-Deb")]
[TaskAggregate("Verify-Debs")]
[TaskDescription(
    "Proves the Debian packages: apt installs them from the mirror into a clean root, where a program uses them")]
[IsDependentOn(typeof(MirrorDebian))]
[IsDependentOn(typeof(CleanRoot))]
public sealed class VerifyDeb : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Debs(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Debs.DeclareProof(d, context.Debs.Find(cell.ItemName), cell.Platform));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Debs.VerifyAsync(context.Debs.Find(cell.ItemName), cell.Platform, context.Task);
}
