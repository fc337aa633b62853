using Argosy.Packages.Mirrors;
using Argosy.Packages.Mirrors.Publishing;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The published mirror of a platform's wheels: a platform that fails keeps its old snapshot, and delays no
/// other.</summary>
[TaskName("Publish-Wheel")]
[TaskDescription("Publishes each platform's mirror of wheels as a snapshot")]
[IsDependentOn(typeof(MirrorWheel))]
[IsDependentOn(typeof(VerifyWheel))]
[IsDependeeOf(typeof(PublishMirrors))]
public sealed class PublishWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.WheelFolders(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(MirrorPublication.Declare);

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context, Cell cell) =>
        await context.Publication.PublishAsync($"wheel/{cell.Platform.WheelSlug}",
            await new WheelMirror(context.Settings, cell.Platform).ProvenAsync(context.Task), context.Task);
}
