using System.Text;

namespace Cake.Argosy.Module.Output;

/// <summary>One task's output: kept in a file, and in memory for showing it whole when the task fails.</summary>
internal sealed class TaskLog : IDisposable
{
    private const int KeptLines = 200;
    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = new();
    private readonly StringBuilder _unfinished = new();
    private readonly StreamWriter? _file;
    private long _dropped;

    public TaskLog(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            _file = new StreamWriter(path, append: false) { AutoFlush = true };
        }
        catch (IOException e)
        {
            // A full disk must not hide what the task says: its output still reaches the terminal.
            WriteLine($"(no log file: {e.Message})");
        }
    }

    public string Path { get; }

    public void Write(string text)
    {
        lock (_lock)
        {
            _unfinished.Append(text);
            var rest = _unfinished.ToString();
            if (!rest.Contains('\n', StringComparison.Ordinal)) return;
            var lines = rest.Split('\n');
            foreach (var line in lines[..^1]) Keep(line.TrimEnd('\r'));
            _unfinished.Clear().Append(lines[^1]);
        }
    }

    public void WriteLine(string line) => Write(line + "\n");

    /// <summary>Puts the log of another run of the same action in the place of this one's.</summary>
    public static void Replace(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>All that a task printed, once it has ended.</summary>
    public static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    /// <summary>The last lines, with a word on those that only the file has.</summary>
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
            if (_unfinished.Length > 0) Keep(_unfinished.ToString());
            _unfinished.Clear();
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

    private void Keep(string line)
    {
        _tail.Enqueue(line);
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
