using Argosy.Toolchains.Debian;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A clean root of a platform, as a user has it.</summary>
[TaskName("Root-Clean")]
[TaskDescription("Makes a clean root for each platform, in which packages are installed to prove them")]
public sealed class CleanRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.CleanRoots(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Roots.Declare(d, cell.Platform, PlatformRoots.Clean));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Roots.BuildAsync(cell.Platform, PlatformRoots.Clean, context.Task);
}
