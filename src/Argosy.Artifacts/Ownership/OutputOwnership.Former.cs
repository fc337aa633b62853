namespace Argosy.Artifacts.Ownership;

public sealed partial class OutputOwnership
{
    /// <summary>Removes the outputs of tasks that no longer exist, if no current task makes something at that path.
    /// Changed files are kept.</summary>
    /// <remarks>May be called while tasks run: it doesn't touch their outputs.</remarks>
    /// <param name="isTask">Whether a task of that name is still there.</param>
    /// <param name="isMade">Whether a current task makes a path, something in it or a folder around it.</param>
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
            // Until then this record shows that a build made what another task makes there now.
            if (!record.Outputs.Any(isMade)) _ledger.Drop(record.Task);
        }

        return removed;
    }
}
