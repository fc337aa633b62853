using Argosy.Packages.Wheels.Building;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The roots of wheels that need further Debian packages, one for each list of them.</summary>
[TaskName("Root-Wheel")]
[TaskDescription("Makes the sysroots and Python roots with the packages that wheels name, one for each list")]
public sealed class WheelRoot : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => context.Wheels.Roots.All.Select(r => new Cell
    {
        Variant = r.Variant.Name,
        Distribution = r.Platform.Distribution,
        Architecture = r.IsHosts ? null : r.Platform.Architecture,
    });

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Wheels.Roots.Declare(d, RootOf(context, cell)));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Wheels.Roots.BuildAsync(RootOf(context, cell), context.Task);

    private static WheelRootOf RootOf(BuildContext context, Cell cell) =>
        context.Wheels.Roots.Find(cell.Variant!, cell.Distribution!, cell.Architecture);
}
