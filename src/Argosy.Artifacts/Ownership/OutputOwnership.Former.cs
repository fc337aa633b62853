namespace Argosy.Artifacts.Ownership;

public sealed partial class OutputOwnership
{
    /// <summary>Removes what tasks made that are no longer there, where no task of today makes something at that path. What was
    /// changed since stays.</summary>
    /// <remarks>May be called beside running tasks: it touches nothing of theirs.</remarks>
    /// <param name="isTask">Whether a task of that name is still there.</param>
    /// <param name="isMade">Whether a task of today makes a path, something in it or something around it.</param>
    /// <returns>The files and folders that were removed.</returns>
    public IReadOnlyList<string> RemoveFormer(Func<string, bool> isTask, Func<string, bool> isMade)
    {
        ArgumentNullException.ThrowIfNull(isTask);
        ArgumentNullException.ThrowIfNull(isMade);
        var removed = new List<string>();
        foreach (var record in _ledger.All().Where(r => !isTask(r.Task)).OrderBy(r => r.Task, StringComparer.Ordinal))
        {
            var former = Former(record, [], isMade);
            OutputRemoval.Remove(_root, former);
            removed.AddRange(Outermost(former.FindAll(f => !Path.Exists($"{_root}/{f.Path}"))));
            // What another task makes now is known to be a build's own by this record until then.
            if (!record.Outputs.Any(isMade)) _ledger.Drop(record.Task);
        }

        return removed;
    }
}
