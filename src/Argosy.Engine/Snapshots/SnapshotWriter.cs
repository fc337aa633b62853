using Argosy.Artifacts.Files;
using Argosy.Artifacts.Snapshots;
using Argosy.Engine.Graph;

namespace Argosy.Engine.Snapshots;

/// <summary>Records a run without work, so that a program without .NET and Cake can answer the next one:
/// <c>.argosy/noop</c>.</summary>
/// <remarks>Only in a folder that has the file, which <c>build.sh</c> makes where it has that program.
/// See docs/adr/0022.</remarks>
internal static class SnapshotWriter
{
    /// <summary>The snapshot, relative to the project.</summary>
    public const string File = ".argosy/noop";

    /// <summary>Whether someone reads it.</summary>
    public static bool IsWanted(string root) => System.IO.File.Exists(Path.Combine(root, File));

    /// <summary>Writes it, if all that decided about the run is in it. The caller holds the workspace's lock, and has
    /// nothing left to write to the journal.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="nodes">The run's tasks, all of them up to date.</param>
    /// <param name="request">The command line; null if it has options of other runs.</param>
    /// <param name="text">What the run printed.</param>
    /// <param name="since">When the run began, before it read anything, in nanoseconds since 1970.</param>
    public static void TryWrite(string root, IReadOnlyList<TaskNode> nodes, string? request, byte[] text, long since)
    {
        try
        {
            if (request is null || !IsClockOfFiles(root, since) || !nodes.All(IsDecidedByDeclaration)
                || GitFiles.TryFind(root) is not { } git) return;
            var paths = new WatchedPaths(root);
            if (!nodes.All(paths.TryAdd)) return;
            paths.AddTool("git");
            var variables = ProcessEnvironment.Counted(nodes.SelectMany(n => n.Declaration.Variables)).ToList();
            var snapshot = new RunSnapshot
            {
                Request = request,
                Variables = variables,
                Environment = ProcessEnvironment.DigestOf(ProcessEnvironment.Read(), variables),
                Files = [.. paths.Files.Concat(git).Append(RunSnapshot.Journal).Distinct(StringComparer.Ordinal)],
                Folders = [.. paths.Folders],
                Text = text,
            };
            if (snapshot.TryTake(root, since)) snapshot.Write(Path.Combine(root, File));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without one, the next run looks again.
        }
    }

    // Not by code that runs in each run.
    private static bool IsDecidedByDeclaration(TaskNode node) =>
        node.Given.Count == 0
        && !node.Task.HasFinally
        && (!node.Task.HasCriteria || node.Declaration.HasFixedCriteria)
        && (node.IsComposite || node.Declaration.IsIncremental);

    // The lock's second file was written by this run: a file system with another clock gives it another time.
    private static bool IsClockOfFiles(string root, long since)
    {
        var written = new DateTimeOffset(System.IO.File.GetLastWriteTimeUtc(Path.Combine(root, ".argosy/lock.holder")))
            .ToUnixTimeMilliseconds() * 1_000_000;
        return written >= since - FileClock.LongestTick && written <= FileClock.Now() + FileClock.LongestTick;
    }
}
