using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A native item, cross-built.</summary>
[TaskName("Native")]
[TaskDescription("Cross-builds the native items of argosy.yaml for each architecture")]
[IsDependentOn(typeof(Sysroot))]
public sealed class Native : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Native(context);

    /// <inheritdoc />
    public override bool Needs(BuildContext context, Cell cell, Cell other)
    {
        ArgumentNullException.ThrowIfNull(context);
        return base.Needs(context, cell, other)
            && (other.Distribution is null || other.Distribution == context.Model.Distributions[0]);
    }

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Native.Declare(d, context.Native.Find(cell.ItemName), cell.Architecture!));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Native.BuildAsync(context.Native.Find(cell.ItemName), cell.Architecture!, context.Task);
}
