namespace Argosy.Artifacts.Snapshots;

/// <summary>A project between two builds.</summary>
public static class ProjectState
{
    private const string Folder = ".argosy";

    // A build makes them and removes them at its end: one that was killed leaves them, and
    // the next has to look after it.
    private static readonly string[] s_ofRunningBuild = [$"{Folder}/lock.holder", $"{Folder}/tmp"];

    /// <summary>The last run without work, if this one would be the same; null if it may
    /// have something to do.</summary>
    /// <param name="root">The project's folder, absolute.</param>
    /// <param name="arguments">The command line, as <see cref="RunRequest"/> reads it.</param>
    /// <param name="environment">The variables, as <see cref="ProcessEnvironment.Read"/> has them.</param>
    public static RunSnapshot? TryFindSame(string root, IReadOnlyList<string> arguments, ReadOnlySpan<byte> environment)
    {
        if (RunRequest.TryForm(arguments) is not { } request) return null;
        try
        {
            // As builds lock it: none begins meanwhile.
            using var hold = File.OpenHandle(
                Path.Combine(root, Folder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (Array.Exists(s_ofRunningBuild, f => IsThere(Path.Combine(root, f)))) return null;
            var snapshot = RunSnapshot.TryRead(Path.Combine(root, Folder, "noop"));
            return snapshot?.Holds(root, request, environment) == true ? snapshot : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No build has been here, or one is running.
            return null;
        }
    }

    // A link that leads nowhere is there, too.
    private static bool IsThere(string path) => Files.Posix.TryStatus(path, follow: false) is not null;
}
