using Argosy.Toolchains.Debian;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The root that runs managed code for a foreign architecture.</summary>
[TaskName("Root-Mono")]
[TaskDescription("Makes a root with mono for each foreign architecture, to run managed code in")]
public sealed class MonoRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.MonoRoots(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Roots.Declare(d, cell.Platform, PlatformRoots.Mono));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Roots.BuildAsync(cell.Platform, PlatformRoots.Mono, context.Task);
}
