using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

public sealed partial class OutputOwnership
{
    /// <summary>Whether all that lies at a task's outputs is what its record says, by content where time stamps differ; null
    /// where there is no such record.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="outputs">What it declares; all of them are there.</param>
    /// <param name="tree">What it is expected to have made.</param>
    public bool? Stands(string task, IReadOnlyList<string> outputs, Digest tree)
    {
        if (_ledger.TryFind(task) is not { } record || record.Tree != tree || !record.Outputs.SequenceEqual(outputs, StringComparer.Ordinal))
            return null;
        var found = OutputSurvey.Of(_root, outputs);
        if (found.Count != record.Entries.Count) return false;
        var changed = false;
        // Both are in the order of the same walk.
        for (var i = 0; i < found.Count; i++)
        {
            var (path, status, _) = found[i];
            var entry = record.Entries[i];
            if (entry.Path != path || !entry.IsUnchanged(status, $"{_root}/{path}", record.Taken)) return false;
            changed |= entry.Status with { Links = status.Links } != status || OwnedEntry.IsYoung(entry.Status, record.Taken);
        }

        // What was read needs not be read again.
        if (changed)
        {
            var taken = FileClock.Now();
            var entries = record.Entries.Zip(OutputSurvey.Of(_root, outputs), (e, f) => e with { Status = f.Status }).ToList();
            if (entries.Select(e => e.Status).SequenceEqual(found.Select(f => f.Status))) _ledger.End(record with { Taken = taken, Entries = entries });
        }

        return true;
    }

    /// <summary>A task's outputs were found to be what its journal says: they count as made by it.</summary>
    public void Adopt(string task, IReadOnlyList<string> outputs, OutputTree tree) => Note(task, outputs, tree);
}
