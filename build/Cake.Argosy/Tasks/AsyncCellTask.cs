using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>A task with a cell for each artifact that the model requests, and aggregates over them: for each item,
/// platform and architecture, and for all.</summary>
/// <remarks>An edge between two such tasks joins the cells that match by <see cref="Cell.Fits"/>. A task without cells
/// in the model doesn't exist.</remarks>
public abstract class AsyncCellTask : FrostingTask
{
    /// <summary>The cells, for all of the model's architectures; the registration uses those of this run.</summary>
    public abstract IEnumerable<Cell> Cells(BuildContext context);

    /// <summary>Inputs, outputs, values and resources of one cell.</summary>
    public virtual void Declare(CakeTaskBuilder task, BuildContext context, Cell cell)
    {
    }

    /// <summary>The work of one cell, as one call.</summary>
    public abstract Task RunAsync(BuildContext context, Cell cell);
}
