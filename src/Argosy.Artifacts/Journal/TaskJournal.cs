using System.Text;
using Argosy.Artifacts.Actions;

namespace Argosy.Artifacts.Journal;

/// <summary>The record of tasks' runs, as one append-only file: <c>.argosy/journal</c>.</summary>
/// <remarks>
/// <code>
/// argosy-journal/3 LF
/// length(4) CRC-32C(4) payload       (one per record; little-endian)
/// </code>
/// A killed process leaves at most one partial record at the end, which is removed. A task's newest record is valid.
/// The owner, who holds the workspace's lock, disposes it; readers without the lock use <see cref="Read"/>. Only the
/// user may read the file. Inputs of tasks with many inputs are in a separate file, see <see cref="Inputs"/>.
/// </remarks>
public sealed partial class TaskJournal : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lock _lock = new();
    // A record, or an Unread one. Tables of structs would be compiled for each type, in every run.
    private readonly Dictionary<string, object> _tasks = new(StringComparer.Ordinal);
    private readonly MemoryStream _buffer = new();
    private readonly BinaryWriter _writer;
    private FileStream? _file;
    private RunRecord? _lastRun;

    private TaskJournal(string path, bool isRead)
    {
        _writer = new(_buffer, Encoding.UTF8);
        Inputs = new(Path.Combine(Path.GetDirectoryName(path)!, "inputs"), isRead);
    }

    private static ReadOnlySpan<byte> Magic => "argosy-journal/3\n"u8;

    /// <summary>The folders of input trees that the records' forms refer to.</summary>
    public InputTrees Inputs { get; }

    /// <summary>How the last run ended; null if none was recorded.</summary>
    public RunRecord? LastRun => _lastRun;

    /// <summary>The newest record of every task, sorted by name.</summary>
    public IReadOnlyList<TaskRecord> Tasks
    {
        get
        {
            lock (_lock)
            {
                var records = new List<TaskRecord>(_tasks.Count);
                foreach (var name in _tasks.Keys.ToArray())
                {
                    if (FindHeld(name) is { } record) records.Add(record);
                }

                records.Sort(static (a, b) => string.CompareOrdinal(a.Task, b.Task));
                return records;
            }
        }
    }

    /// <summary>The names of the tasks that have a record.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock) return [.. _tasks.Keys];
        }
    }

    /// <summary>Opens or starts a journal for writing. One of an older format, or an invalid file, is
    /// replaced.</summary>
    public static TaskJournal Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var journal = new TaskJournal(path, isRead: false);
        long end, superseded;
        using (var old = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite))
        {
            (end, superseded) = journal.Load(old);
        }

        // Most records are superseded: only valid ones are copied.
        if (end == 0 || superseded > Math.Max(1 << 20, end / 2))
        {
            AtomicFile.Write(path, journal.WriteAll, Private);
            end = new FileInfo(path).Length;
        }

        // Before writing to it. A file of an older version may still be readable for other users. A change that changes
        // nothing would still change its time.
        if (File.GetUnixFileMode(path) != Private) File.SetUnixFileMode(path, Private);
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 1);
        if (file.Length > end) file.SetLength(end);
        file.Position = end;
        journal._file = file;
        return journal;
    }

    /// <summary>Reads a journal that another process may be writing.</summary>
    public static TaskJournal Read(string path)
    {
        var journal = new TaskJournal(path, isRead: true);
        if (!File.Exists(path)) return journal;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        journal.Load(file);
        return journal;
    }

    /// <summary>The task's newest record; null if there is none, or it was forgotten.</summary>
    public TaskRecord? TryFind(string task)
    {
        lock (_lock) return FindHeld(task);
    }

    /// <summary>The recorded duration of the task's newest run, in seconds; null if there is none.</summary>
    public double? TryFindSeconds(string task)
    {
        lock (_lock)
        {
            return !_tasks.TryGetValue(task, out var known) ? null
                : known is TaskRecord record ? record.Seconds
                : JournalCodec.ReadSeconds(((Unread)known).Payload.Span);
        }
    }

    /// <summary>Records a task's run. It reaches the file soon, and with <see cref="Flush"/> at once.</summary>
    public void Add(TaskRecord record)
    {
        lock (_lock)
        {
            _tasks[record.Task] = record;
            JournalCodec.Write(BeginHeld(), record);
            EndHeld(flush: false);
        }
    }

    /// <summary>Invalidates a task's record before the task runs. This is in the file on return.</summary>
    public void Forget(string task)
    {
        lock (_lock)
        {
            if (!_tasks.Remove(task)) return;
            var writer = BeginHeld();
            writer.Write(JournalCodec.ForgetKind);
            writer.Write(task);
            EndHeld(flush: true);
        }
    }

    /// <summary>Records how the run ended.</summary>
    public void Add(RunRecord run)
    {
        lock (_lock)
        {
            _lastRun = run;
            JournalCodec.Write(BeginHeld(), run);
            EndHeld(flush: true);
        }
    }

    /// <summary>Passes everything recorded so far to the operating system.</summary>
    public void Flush()
    {
        lock (_lock) FlushHeld();
    }

    // The trees of inputs that records refer to.
    private IEnumerable<Digest> Roots() => Tasks.SelectMany(t => ActionFingerprint.Read(t.Form.Span))
        .Where(f => f.Kind == FieldKind.Inputs).Select(f => Digest.TryParse(f.Value)).OfType<Digest>();

    // Decoded on first use: most runs need a few of many.
    private TaskRecord? FindHeld(string task)
    {
        if (!_tasks.TryGetValue(task, out var known)) return null;
        if (known is TaskRecord record) return record;
        if (TryReadTask(((Unread)known).Payload) is { } read)
        {
            _tasks[task] = read;
            return read;
        }

        _tasks.Remove(task);
        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Flush();
        if (_file is not null) Inputs.Close(Roots);
        _file?.Dispose();
        _writer.Dispose();
    }

    /// <summary>An encoded record.</summary>
    private sealed record Unread(ReadOnlyMemory<byte> Payload);
}
