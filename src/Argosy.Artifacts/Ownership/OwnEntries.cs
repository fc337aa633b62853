namespace Argosy.Artifacts.Ownership;

/// <summary>Who made a file in an output.</summary>
internal enum Verdict
{
    /// <summary>A build made it, and it is unchanged.</summary>
    Own,

    /// <summary>A build made it, and it was changed since.</summary>
    Changed,

    /// <summary>A killed build may have made it, or someone else afterwards.</summary>
    Doubtful,

    /// <summary>No build made it.</summary>
    Foreign,
}

/// <summary>Determines who made files, from the task's record and those of other tasks:
/// a task may have been renamed.</summary>
/// <param name="root">The project's folder.</param>
/// <param name="known">The task's record; null if nothing is known.</param>
/// <param name="everything">The records of all tasks; read if the task's own record doesn't have a path.</param>
/// <param name="isStored">Whether a file is the same file as a blob of the user's cache.</param>
internal sealed class OwnEntries(
    string root, OutputRecord? known, Lazy<List<OutputRecord>> everything, Func<string, bool> isStored)
{
    private readonly Dictionary<string, OwnedEntry> _own =
        known?.Entries.ToDictionary(e => e.Path, StringComparer.Ordinal) ?? [];
    private Dictionary<string, List<(OwnedEntry Entry, long Taken)>>? _others;

    /// <param name="found">The file.</param>
    /// <param name="mayBeStored">Whether a file without a record is the task's own if the user's cache has it.</param>
    internal Verdict Judge(OutputSurvey.Found found, bool mayBeStored = true)
    {
        var full = $"{root}/{found.Path}";
        var verdict = Verdict.Foreign;
        foreach (var (entry, taken) in Entries(found.Path))
        {
            if (entry.IsUnchanged(found.Status, full, taken)) return entry.IsDoubtful ? Verdict.Doubtful : Verdict.Own;
            verdict = Verdict.Changed;
        }

        // Only a folder's entries count: an empty one has nothing to protect.
        if (found.Status.IsFolder) return Verdict.Own;
        // The record was lost, for example with the folder .argosy, and the user's cache still has the same file.
        return verdict == Verdict.Foreign && mayBeStored && !Covers(found.Output) && isStored(full)
            ? Verdict.Own
            : verdict;
    }

    private IEnumerable<(OwnedEntry Entry, long Taken)> Entries(string path)
    {
        if (_own.TryGetValue(path, out var own)) yield return (own, known!.Taken);
        _others ??= ByPath();
        foreach (var other in _others.GetValueOrDefault(path) ?? []) yield return other;
    }

    private bool Covers(string output) => known is not null && known.Outputs.Contains(output);

    private Dictionary<string, List<(OwnedEntry Entry, long Taken)>> ByPath()
    {
        var byPath = new Dictionary<string, List<(OwnedEntry Entry, long Taken)>>(StringComparer.Ordinal);
        foreach (var record in everything.Value.Where(r => r.Task != known?.Task))
        {
            foreach (var entry in record.Entries)
            {
                if (!byPath.TryGetValue(entry.Path, out var list)) byPath.Add(entry.Path, list = []);
                list.Add((entry, record.Taken));
            }
        }

        return byPath;
    }
}
