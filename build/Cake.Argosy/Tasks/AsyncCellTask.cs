using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>A task with a cell for each artifact that the model requests, and aggregates over them: for each item,
/// platform and architecture, and for all.</summary>
/// <remarks>An edge between two such tasks joins the cells for which <see cref="Needs"/> holds. A task without cells
/// in the model doesn't exist.</remarks>
public abstract class AsyncCellTask : FrostingTask
{
    /// <summary>The cells, for all of the model's architectures; the registration uses those of this run.</summary>
    public abstract IEnumerable<Cell> Cells(BuildContext context);

    /// <summary>Whether a cell needs another task's cell, if its class depends on that one's: by default if the two
    /// fit by <see cref="Cell.Fits"/>.</summary>
    /// <param name="context">The build.</param>
    /// <param name="cell">A cell of this task.</param>
    /// <param name="other">A cell of the other task.</param>
    public virtual bool Needs(BuildContext context, Cell cell, Cell other)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Fits(other);
    }

    /// <summary>Inputs, outputs, values and resources of one cell.</summary>
    public virtual void Declare(CakeTaskBuilder task, BuildContext context, Cell cell)
    {
    }

    /// <summary>The work of one cell, as one call.</summary>
    public abstract Task RunAsync(BuildContext context, Cell cell);
}
