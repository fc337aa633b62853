using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

public sealed partial class OutputOwnership
{
    /// <summary>Whether a task's outputs match its record, by content if time stamps differ; null if there is no such
    /// record.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="outputs">Its declared outputs; all of them exist.</param>
    /// <param name="tree">Its expected outputs.</param>
    public bool? IsUpToDate(string task, IReadOnlyList<string> outputs, Digest tree)
    {
        if (_ledger.TryFind(task) is not { } record || record.Tree != tree
            || !record.Outputs.SequenceEqual(outputs, StringComparer.Ordinal))
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
            changed |= entry.Status with { Links = status.Links } != status
                || OwnedEntry.IsYoung(entry.Status, record.Taken);
        }

        // Avoids reading the same files again.
        if (changed)
        {
            var taken = FileClock.Now();
            var entries = record.Entries
                .Zip(OutputSurvey.Of(_root, outputs), (e, f) => e with { Status = f.Status }).ToList();
            if (entries.Select(e => e.Status).SequenceEqual(found.Select(f => f.Status)))
                _ledger.End(record with { Taken = taken, Entries = entries });
        }

        return true;
    }

    /// <summary>Records a task's outputs, found to match its journal, as made by it.</summary>
    public void Adopt(string task, IReadOnlyList<string> outputs, OutputTree tree) => Note(task, outputs, tree);
}
