using Argosy.Platforms;
using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>A task that holds only its edges.</summary>
public abstract class FrostingTask
{
    /// <summary>Inputs, outputs, values and resources, on Cake's task builder.</summary>
    public virtual void Declare(CakeTaskBuilder task, Session session)
    {
    }
}

/// <summary>A task that does something.</summary>
/// <remarks>Names and meaning are those of Cake.Frosting, which not every registry carries.</remarks>
public abstract class AsyncFrostingTask : FrostingTask
{
    /// <summary>Whether to run at all.</summary>
    public virtual bool ShouldRun(Session context) => true;

    /// <summary>The one call.</summary>
    public abstract Task RunAsync(Session context);
}

/// <summary>A task with a cell for each architecture of this run, and an aggregate over them.</summary>
public abstract class AsyncMatrixTask : FrostingTask
{
    /// <summary>Whether an architecture of this run has a cell.</summary>
    public virtual bool HasCell(Session session, Architecture cell) => true;

    /// <summary>Inputs, outputs, values and resources of one cell.</summary>
    public virtual void Declare(CakeTaskBuilder task, Session session, Architecture cell)
    {
    }

    /// <summary>The one call, for one cell.</summary>
    public abstract Task RunAsync(Session context, Architecture cell);
}
