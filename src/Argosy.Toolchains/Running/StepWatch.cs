using System.Diagnostics;
using System.Globalization;
using Argosy.Artifacts.Files;
using Argosy.Processes.Trees;

namespace Argosy.Toolchains.Running;

/// <summary>Watches a running step and ends all of it when it exceeds a limit on memory, processes or disk.</summary>
/// <remarks>The step's processes are those of its process namespace, which no process can leave. Its files are those in
/// its folders, and those that it has removed and holds open.</remarks>
internal sealed class StepWatch : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly StepLimits _limits;
    private readonly string _announced;
    private readonly IReadOnlyList<string> _folders;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;
    private StepLimit? _reached;

    /// <summary>Begins to watch.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="announced">The file to which the step's first process writes its number.</param>
    /// <param name="folders">The folders that the step may write to, none within another.</param>
    public StepWatch(StepLimits limits, string announced, IReadOnlyList<string> folders)
    {
        _limits = limits;
        _announced = announced;
        _folders = folders;
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Stops watching; returns the limit for which the step was ended, or null.</summary>
    public async Task<StepLimit?> StopAsync()
    {
        await _end.CancelAsync();
        await _watching;
        return _reached;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        var next = Stopwatch.StartNew();
        var pause = TimeSpan.Zero;
        while (!_end.IsCancellationRequested)
        {
            // The namespace of the first process, while that process exists.
            if (First() is { } first && NamespaceOf(first) is { } space)
            {
                var processes = ProcessesIn(space);
                var exceeded = OfProcesses(processes);
                if (exceeded is null && next.Elapsed >= pause)
                {
                    next.Restart();
                    exceeded = OfDisk(processes);
                    // Large trees are measured less often: measuring takes a twentieth of the time.
                    pause = 20 * next.Elapsed;
                    next.Restart();
                }

                if (exceeded is not null)
                {
                    _reached = exceeded;
                    Signals.Send(first, Signals.Kill);
                    return;
                }
            }

            try
            {
                await Task.Delay(s_interval, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private int? First() => File.Exists(_announced)
        && int.TryParse(File.ReadAllText(_announced), CultureInfo.InvariantCulture, out var number) ? number : null;

    private StepLimit? OfProcesses(List<string> processes)
    {
        long threads = 0, pages = 0;
        foreach (var process in processes)
        {
            threads += ThreadsOf(process);
            pages += PagesOf(process);
        }

        return threads > _limits.Processes ? StepLimit.Processes
            : pages * Environment.SystemPageSize > _limits.Memory
                && processes.Sum(OwnPartOf) > _limits.Memory ? StepLimit.Memory
            : null;
    }

    private StepLimit? OfDisk(List<string> processes)
    {
        long bytes = 0, files = 0;
        foreach (var folder in _folders) Measure(folder, ref bytes, ref files);
        foreach (var process in processes) bytes += RemovedOf(process);
        return bytes > _limits.Disk || files > StepLimits.Files ? StepLimit.Disk : null;
    }

    private static string? NamespaceOf(int process) => Try(() => new FileInfo($"/proc/{process}/ns/pid").LinkTarget);

    private static List<string> ProcessesIn(string space) => [.. Directory.EnumerateDirectories("/proc")
        .Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0]))
        .Where(p => Try(() => new FileInfo($"{p}/ns/pid").LinkTarget) == space)];

    private static long ThreadsOf(string process) =>
        Try(() => (object)Directory.GetDirectories($"{process}/task").Length) is int count ? count : 0;

    // Its part of memory that it shares with the process that it was forked from: exact, but slow to read.
    private static long OwnPartOf(string process) =>
        Try(() => File.ReadAllLines($"{process}/smaps_rollup"))
            ?.FirstOrDefault(l => l.StartsWith("Pss_Anon:", StringComparison.Ordinal))
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
                ? 1024 * long.Parse(kilobytes, CultureInfo.InvariantCulture)
                : PagesOf(process) * Environment.SystemPageSize;

    // Resident pages that aren't a file's.
    private static long PagesOf(string process) =>
        Try(() => File.ReadAllText($"{process}/statm"))?.Split(' ') is [_, var resident, var shared, ..]
            ? long.Parse(resident, CultureInfo.InvariantCulture) - long.Parse(shared, CultureInfo.InvariantCulture)
            : 0;

    // By its status: opening a pipe with such a name would wait for a writer.
    private static long RemovedOf(string process) =>
        Try(() => Directory.GetFiles($"{process}/fd"))?.Sum(f =>
            Try(() => new FileInfo(f).LinkTarget)?.EndsWith(" (deleted)", StringComparison.Ordinal) == true
                && FolderListing.TryOf(f, follow: true) is { Kind: FileKind.File } file
                ? file.Size
                : 0) ?? 0;

    private static void Measure(string folder, ref long bytes, ref long files)
    {
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            foreach (var entry in Try(() => new DirectoryInfo(next).GetFileSystemInfos()) ?? [])
            {
                files++;
                if (entry.LinkTarget is not null) continue;
                if (entry is DirectoryInfo) open.Push(entry.FullName);
                else bytes += Try(() => (object)((FileInfo)entry).Length) as long? ?? 0;
            }
        }
    }

    // Processes end and files vanish while they are looked at.
    private static T? Try<T>(Func<T?> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
