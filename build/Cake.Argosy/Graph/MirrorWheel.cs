using Argosy.Packages.Mirrors;
using Argosy.Platforms;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of a platform's wheels for pip.</summary>
[TaskName("Mirror-Wheel")]
[TaskDescription("Writes each platform's mirror of wheels for pip")]
[IsDependentOn(typeof(Wheels))]
[IsDependeeOf(typeof(Mirrors))]
public sealed class MirrorWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.WheelFolders(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(Mirror(context, cell.Platform).Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        Mirror(context, cell.Platform).WriteAsync(context.Task);

    private static WheelMirror Mirror(BuildContext context, Platform platform) => new(context.Settings, platform);
}
