using Argosy.Platforms;
using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>A task with only edges.</summary>
public abstract class FrostingTask
{
    /// <summary>Whether the model requests it. Otherwise there is no such target, and edges to it are left
    /// out.</summary>
    public virtual bool Exists(BuildContext context) => true;

    /// <summary>Inputs, outputs, values and resources, on Cake's task builder.</summary>
    /// <remarks>From nothing but the project's files, the command line, the environment and the machine's programs: a
    /// run without work may be answered without asking again.</remarks>
    public virtual void Declare(CakeTaskBuilder task, BuildContext context)
    {
    }
}

/// <summary>A task that does work.</summary>
/// <remarks>Names and meaning are those of Cake.Frosting, which not every registry has.</remarks>
public abstract class AsyncFrostingTask : FrostingTask
{
    /// <summary>Whether to run at all.</summary>
    public virtual bool ShouldRun(BuildContext context) => true;

    /// <summary>The work, as one call.</summary>
    public abstract Task RunAsync(BuildContext context);
}

/// <summary>A task with a cell for each architecture of this run, and an aggregate over them.</summary>
public abstract class AsyncMatrixTask : AsyncCellTask
{
    /// <summary>Whether an architecture of this run has a cell.</summary>
    public virtual bool HasCell(BuildContext context, Architecture cell) => true;

    /// <summary>Inputs, outputs, values and resources of one cell.</summary>
    public virtual void Declare(CakeTaskBuilder task, BuildContext context, Architecture cell)
    {
    }

    /// <summary>The work of one cell, as one call.</summary>
    public abstract Task RunAsync(BuildContext context, Architecture cell);

    /// <inheritdoc />
    public sealed override IEnumerable<Cell> Cells(BuildContext context) =>
        context.Model.Architectures.Where(a => HasCell(context, a)).Select(a => new Cell().For(a));

    /// <inheritdoc />
    public sealed override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        Declare(task, context, cell.Architecture!);

    /// <inheritdoc />
    public sealed override Task RunAsync(BuildContext context, Cell cell) => RunAsync(context, cell.Architecture!);
}
