using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Ownership;

public sealed partial class OutputOwnership
{
    /// <summary>The effect of a clean on a task's outputs.</summary>
    /// <param name="Task">The task's name.</param>
    /// <param name="Removed">Removed paths; for a completely removed folder, only the folder.</param>
    /// <param name="Kept">Kept files, which no build made or which were changed.</param>
    public sealed record Cleaned(string Task, IReadOnlyList<string> Removed, IReadOnlyList<string> Kept);

    /// <summary>Removes everything that builds made and that is unchanged. Other files are kept, with their
    /// folders.</summary>
    /// <param name="choose">Selects tasks by name; they may no longer be in the script.</param>
    /// <param name="dryRun">Only report what would be removed.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0245 to ARG0247.</exception>
    public IReadOnlyList<Cleaned> Clean(Func<string, bool> choose, bool dryRun)
    {
        ArgumentNullException.ThrowIfNull(choose);
        Recover();
        var cleaned = new List<Cleaned>();
        foreach (var record in _ledger.All().Where(r => choose(r.Task)).OrderBy(r => r.Task, StringComparer.Ordinal))
        {
            OutputSurvey.RefuseLinks(_root, record.Outputs);
            var own = new OwnEntries(_root, record, _everything, _isStored);
            var found = OutputSurvey.Of(_root, record.Outputs)
                .Select(f => (Found: f, Own: own.Judge(f) == Verdict.Own)).ToList();
            var kept = found.Where(f => !f.Own).Select(f => f.Found.Path).ToList();
            var around = kept.SelectMany(PathText.Around).ToHashSet(StringComparer.Ordinal);
            var removed = found.Where(f => f.Own && !around.Contains(f.Found.Path)).Select(f => f.Found).ToList();
            if (!dryRun)
            {
                OutputRemoval.Remove(_root, removed);
                _ledger.Drop(record.Task);
            }

            if (found.Count > 0) cleaned.Add(new(record.Task, Outermost(removed), kept));
        }

        return cleaned;
    }

    private static List<string> Outermost(List<OutputSurvey.Found> removed)
    {
        var outermost = new List<string>();
        foreach (var (path, _, _) in removed)
        {
            if (outermost.Count == 0 || !PathText.IsWithin(path, outermost[^1])) outermost.Add(path);
        }

        return outermost;
    }
}
