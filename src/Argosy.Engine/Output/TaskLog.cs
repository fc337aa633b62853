using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Output;

/// <summary>One task's output: kept in a file, with its last lines in memory to show them if the task fails.</summary>
/// <remarks>Memory use is limited, regardless of the output's size.</remarks>
internal sealed class TaskLog : IDisposable
{
    private const int KeptLines = 200;
    private const int KeptColumns = 4000;

    // A longer line is split.
    private const int LongestLine = 1 << 20;

    // For a longer log, caches get this much of its beginning and of its end.
    private const int KeptWhole = 4 << 20;
    private const int KeptPart = 1 << 20;

    // A file's name has at most 255 bytes.
    private const int LongestName = 200;

    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = new();
    private readonly StringBuilder _unfinished = new();
    private readonly StreamWriter? _file;
    private long _dropped;
    private bool _isClosed;

    public TaskLog(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            _file = new StreamWriter(path, append: false) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not hide the task's output: it still reaches the terminal.
            WriteLine($"(no log file: {e.Message})");
        }
    }

    public string Path { get; }

    /// <summary>The file name of a task's log: the task's own name if it is a valid file name, else as much of it as
    /// possible, and a distinguishing suffix.</summary>
    public static string NameOf(string task)
    {
        var isPlain = Encoding.UTF8.GetByteCount(task) <= LongestName && task[0] != '.'
            && !task.AsSpan().ContainsAny('/', '\\')
            && !task.Any(char.IsControl) && !task.Any(char.IsSurrogate);
        if (isPlain) return $"{task}.log";
        var name = new StringBuilder();
        var left = LongestName;
        foreach (var rune in task.EnumerateRunes())
        {
            if ((left -= rune.Utf8SequenceLength) < 0) break;
            name.Append(Rune.IsControl(rune) || rune.Value is '/' or '\\' or '.' or 0xFFFD ? "_" : rune.ToString());
        }

        return $"{name}-{Digest.Of(Encoding.Unicode.GetBytes(task)).Hex[..12]}.log";
    }

    /// <summary>After the task's end its surviving processes may still write: that is discarded.</summary>
    public void Write(string text)
    {
        lock (_lock)
        {
            if (_isClosed) return;
            var rest = text.AsSpan();
            for (int end; (end = rest.IndexOf('\n')) >= 0; rest = rest[(end + 1)..])
            {
                _unfinished.Append(rest[..end]);
                Cut();
            }

            _unfinished.Append(rest);
            if (_unfinished.Length > LongestLine) Cut();
        }
    }

    public void WriteLine(string line) => Write(line + "\n");

    /// <summary>Replaces this run's log with that of another run of the same action.</summary>
    public static void Replace(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, HarmlessText.Of(text));
    }

    /// <summary>Adds why a task failed after its own code, or without it.</summary>
    /// <param name="path">The log's path.</param>
    /// <param name="lines">The lines to add.</param>
    /// <param name="begun">The file is from this run.</param>
    public static void Conclude(string path, IReadOnlyList<string> lines, bool begun)
    {
        try
        {
            if (begun) File.AppendAllLines(path, lines);
            else Replace(path, string.Join('\n', [.. lines, ""]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The terminal shows it.
        }
    }

    /// <summary>A finished task's output; of a very long one, the beginning and the end.</summary>
    public static string Read(string path)
    {
        if (!File.Exists(path)) return "";
        using var file = File.OpenRead(path);
        if (file.Length <= KeptWhole) return new StreamReader(file).ReadToEnd();
        var left = file.Length - (2 * KeptPart);
        var begin = ReadPart(file);
        file.Position = file.Length - KeptPart;
        return
            $"{begin}\n({left} bytes are left out here: only the machine that ran the task had them)\n{ReadPart(file)}";
    }

    /// <summary>The last lines, with a note about lines that only the file has.</summary>
    public IReadOnlyList<string> Tail()
    {
        lock (_lock)
        {
            return _dropped == 0 ? [.. _tail] : [$"({_dropped} earlier lines are in {Path})", .. _tail];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            if (_unfinished.Length > 0) Cut();
            _isClosed = true;
            try
            {
                _file?.Dispose();
            }
            catch (IOException)
            {
                // See the constructor.
            }
        }
    }

    private static string ReadPart(FileStream file)
    {
        var part = new byte[KeptPart];
        return Encoding.UTF8.GetString(part, 0, file.ReadAtLeast(part, part.Length, throwOnEndOfStream: false));
    }

    private void Cut()
    {
        var line = _unfinished.ToString().TrimEnd('\r');
        _unfinished.Clear();
        _tail.Enqueue(line.Length <= KeptColumns
            ? line
            : $"{line[..KeptColumns]}… ({line.Length - KeptColumns} more in {Path})");
        if (_tail.Count > KeptLines)
        {
            _tail.Dequeue();
            _dropped++;
        }

        try
        {
            _file?.WriteLine(line);
        }
        catch (IOException)
        {
            // See the constructor.
        }
    }
}
