namespace Argosy.Artifacts.Ownership;

/// <summary>Records each task's outputs in one file per task: <c>.argosy/made/&lt;digest of its name&gt;</c>.</summary>
/// <remarks>A second file, <c>….busy</c>, exists while the task's outputs are being made: one that is found later
/// belongs to a killed run.</remarks>
internal sealed class OutputLedger(string folder)
{
    private const string BusySuffix = ".busy";
    private const int NameLength = 32;

    /// <summary>Whether the task has a record, or was killed.</summary>
    internal bool Has(string task) => File.Exists(PathOf(task)) || File.Exists(PathOf(task) + BusySuffix);

    /// <summary>The task's recorded outputs; null if nothing is known.</summary>
    internal OutputRecord? TryFind(string task) =>
        OutputRecord.TryRead(PathOf(task)) is { } record && record.Task == task ? record : null;

    /// <summary>All records, including those of tasks that are no longer in the script.</summary>
    internal List<OutputRecord> All() => Read(Names().Where(n => !n.EndsWith(BusySuffix, StringComparison.Ordinal)));

    /// <summary>The tasks that were making their outputs when they were killed.</summary>
    internal List<OutputRecord> Busy() => Read(Names().Where(n => n.EndsWith(BusySuffix, StringComparison.Ordinal)));

    /// <summary>The task starts to make its outputs.</summary>
    internal void Begin(OutputRecord record) => AtomicFile.Write(PathOf(record.Task) + BusySuffix, record.Write);

    /// <summary>The task has ended with these outputs.</summary>
    internal void End(OutputRecord record)
    {
        if (record.Entries.Count > 0 || record.Tree is not null) AtomicFile.Write(PathOf(record.Task), record.Write);
        else File.Delete(PathOf(record.Task));
        EndBusy(record.Task);
    }

    /// <summary>The task has ended without a change of its outputs.</summary>
    internal void EndBusy(string task) => File.Delete(PathOf(task) + BusySuffix);

    /// <summary>None of the task's outputs exists any more.</summary>
    internal void Drop(string task) => File.Delete(PathOf(task));

    private string PathOf(string task) => Path.Combine(folder, Digest.Of(task).Hex[..NameLength]);

    private IEnumerable<string> Names() =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];

    private static List<OutputRecord> Read(IEnumerable<string> files) =>
        [.. files.Select(OutputRecord.TryRead).OfType<OutputRecord>()];
}
