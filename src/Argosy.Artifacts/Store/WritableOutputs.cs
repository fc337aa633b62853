using Argosy.Artifacts.Files;
using Argosy.Artifacts.Ownership;

namespace Argosy.Artifacts.Store;

/// <summary>Outputs that a task writes into in place, and so must share no data with blobs.</summary>
public static class WritableOutputs
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Unshared = ".argosy-unshared";

    /// <summary>Makes every file at and below these outputs the project's own, and writable: a task that runs again may
    /// write to them in place. Blobs are unchanged. Missing files are skipped.</summary>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0216: a file can't be copied or changed, for
    /// lack of space or rights.</exception>
    public static void Unshare(string root, IEnumerable<string> outputs)
    {
        var files = new List<(string Path, FileStatus Status)>();
        var outermost = OutputPaths.Outermost(outputs);
        OutputSurvey.RefuseLinks(root, outermost);
        foreach (var output in outermost)
        {
            var path = $"{root}/{output}";
            if (Posix.TryStatus(path, follow: false) is { } status) Part(path, () => Collect(files, path, status));
        }

        EachFile.Do(files, file => Part(file.Path, () => MakeOwn(file.Path, file.Status)), CancellationToken.None);
    }

    private static void Collect(List<(string Path, FileStatus Status)> files, string path, FileStatus status)
    {
        var mode = BlobName.ModeOf(status.Mode);
        if (status.IsFile && path.EndsWith(Unshared, StringComparison.Ordinal)) _ = Posix.TryUnlink(path);
        else if (status.IsFile && (status.Links > 1 || !mode.HasFlag(UnixFileMode.UserWrite)))
            files.Add((path, status));
        if (!status.IsFolder) return;
        if ((mode & Own) != Own) Posix.Demand(Posix.TrySetMode(path, mode | Own), path);
        foreach (var (name, below) in FolderWalk.Read(path)) Collect(files, $"{path}/{name}", below);
    }

    internal static void MakeOwn(string path, FileStatus status)
    {
        var mode = BlobName.ModeOf(status.Mode) | UnixFileMode.UserWrite;
        if (status.Links == 1)
        {
            Posix.Demand(Posix.TrySetMode(path, mode), path);
            return;
        }

        // Next to the file, which may be on another file system than the project. The next run of the same task removes
        // a killed process's copy first.
        var copy = $"{Path.GetDirectoryName(path)}/.{Guid.NewGuid():N}{Unshared}";
        try
        {
            FileCopy.Make(path, copy);
            Posix.Demand(Posix.TrySetMode(copy, mode), copy);
            Posix.Demand(Posix.TryRename(copy, path), path);
        }
        catch
        {
            // Report the cause, not a copy that can't be removed.
            Leftovers.TryRemove(copy);
            throw;
        }
    }

    private static void Part(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Shared(path, e);
        }
    }
}
