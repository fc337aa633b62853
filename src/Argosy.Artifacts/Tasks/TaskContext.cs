namespace Argosy.Artifacts.Tasks;

/// <summary>A running task, as the code that does its work sees it: where its output goes, and what it tells about its
/// result.</summary>
public abstract class TaskContext
{
    /// <summary>The task's name.</summary>
    public abstract string Name { get; }

    /// <summary>Set when the run is interrupted: end every child and throw.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>A line for the task's log.</summary>
    public abstract void Log(string line);

    /// <summary>A note to show at the end of every run that uses this result.</summary>
    public abstract void Note(string text);

    /// <summary>The task made this artifact.</summary>
    public abstract void Made(Artifact artifact);

    /// <summary>The task proved this, or tried to.</summary>
    public abstract void Proved(Proof proof);

    /// <summary>The proofs of an artifact with this content: those on record, and of this run inconclusive ones,
    /// too.</summary>
    public virtual IReadOnlyList<Proof> ProofsOf(Digest content) => [];

    /// <summary>The task used something that no lock pins: it and everything made from it
    /// is marked as unpinned.</summary>
    public abstract void Unpinned();

    /// <summary>The project no longer has the tasks with these names: if this task succeeds, what is on record of their
    /// runs is forgotten, such as their proofs, which the report would still count.</summary>
    /// <param name="isFormer">Whether a name is one of theirs; asked for every task on record.</param>
    public abstract void Forget(Func<string, bool> isFormer);
}
