using Argosy.Artifacts;
using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Journal;

namespace Argosy.Cli;

/// <summary>The output of `argosy explain --json`.</summary>
/// <param name="Task">Its name.</param>
/// <param name="LastRun">The task's outcome in the last run of a build, in words.</param>
/// <param name="Ended">When its result was made or restored here; null if there is none.</param>
/// <param name="Seconds">The duration of making it.</param>
/// <param name="From">The cache it was restored from; null if it ran here.</param>
/// <param name="Why">Why it ran, or was restored.</param>
/// <param name="Key">The digest of all fields that determine its result; null for a task without declarations.</param>
/// <param name="Fields">Those fields.</param>
internal sealed record ExplanationDocument(
    string Task, string LastRun, DateTimeOffset? Ended, double Seconds, string? From,
    IReadOnlyList<string> Why, string? Key, IReadOnlyList<ActionField> Fields)
{
    internal static ExplanationDocument Of(string name, TaskRecord? record, TaskJournal journal)
    {
        var last = LastRunOf(name, record, journal.LastRun);
        return record is null
            ? new(name, last, null, 0, null, [], null, [])
            : new(record.Task, last, DateTimeOffset.FromUnixTimeMilliseconds(record.Ended), record.Seconds,
                record.From, record.Why, record.Form.IsEmpty ? null : record.Key.ToString(),
                [.. FieldsOf(record, journal)]);
    }

    // Lists a tree of inputs file by file, and possible secrets without their digests, from which short ones can be
    // guessed.
    private static IEnumerable<ActionField> FieldsOf(TaskRecord record, TaskJournal journal)
    {
        foreach (var field in ActionFingerprint.Read(record.Form.Span))
        {
            if (field.Kind is FieldKind.Variable or FieldKind.Argument)
            {
                yield return field with { Value = "(hidden)" };
                continue;
            }

            var files = new List<ActionField>();
            var isTree = field.Kind == FieldKind.Inputs && Digest.TryParse(field.Value) is { } tree
                && InputTree.Expand(tree, journal.Inputs.Find, files.Add);
            foreach (var shown in isTree ? files : [field])
                yield return shown with { Name = FileName.Shown(shown.Name) };
        }
    }

    // A run without changes isn't recorded: all results were up to date in it.
    private static string LastRunOf(string name, TaskRecord? record, RunRecord? run)
    {
        if (run is null) return record is null ? "is not on record: no run has got to it here" : "has a result";
        if (Has(run.Failed, name)) return "failed in the last run that did anything: its log has the cause";
        if (Has(run.NotRun, name)) return "was not run: something before it failed, or the run was interrupted";
        return record is not null ? "is done" : Has(run.Tasks, name)
            ? "ended without a result that could be kept: it was skipped, or its proof was inconclusive"
            : "is not on record: no run has got to it here";
    }

    private static bool Has(IReadOnlyList<string> names, string name) =>
        names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
