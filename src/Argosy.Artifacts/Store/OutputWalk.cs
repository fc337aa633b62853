using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Ownership;

namespace Argosy.Artifacts.Store;

/// <summary>Finds all entries at and below a task's outputs.</summary>
internal static class OutputWalk
{
    /// <summary>A file, folder or link, with its path relative to the root.</summary>
    internal readonly record struct Found(string Path, FileStatus Status);

    /// <summary>All of them, sorted by path (ordinal). Errors ARG0210, ARG0211, ARG0220 and ARG0245.</summary>
    internal static List<Found> All(string root, IEnumerable<string> outputs, CancellationToken cancellation)
    {
        var found = new List<Found>();
        var outermost = OutputPaths.Outermost(outputs);
        OutputSurvey.RefuseLinks(root, outermost);
        foreach (var output in outermost)
        {
            var status = Posix.TryStatus($"{root}/{output}", follow: false) ?? throw StoreFault.Missing(output);
            Add(found, root, output, status, cancellation);
        }

        // A walk has a/b before a-b, the ordinal order of paths has not.
        found.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    /// <summary>The entry of a found file. Errors ARG0213 and ARG0220.</summary>
    internal static OutputEntry Describe(string root, Found found, Func<string, Digest> digestOf)
    {
        var (path, status) = found;
        var mode = BlobName.ModeOf(status.Mode);
        if (status.IsFolder) return new(path, OutputKind.Folder, PublishedModes.OfFolder(mode));
        if (status.IsLink)
            return new(path, OutputKind.Link, UnixFileMode.None,
                Target: Posix.TryReadLink($"{root}/{path}") ?? throw StoreFault.Changed(path));
        var content = Read(path, () => digestOf($"{root}/{path}"));
        return new(path, OutputKind.File, PublishedModes.OfKeptFile(mode), status.Size, content);
    }

    private static void Add(
        List<Found> found, string root, string path, FileStatus status, CancellationToken cancellation)
    {
        if (!status.IsFile && !status.IsFolder && !status.IsLink) throw StoreFault.Special(path);
        found.Add(new(path, status));
        if (!status.IsFolder) return;
        cancellation.ThrowIfCancellationRequested();
        foreach (var (name, below) in Read(path, () => FolderWalk.Read($"{root}/{path}")))
            Add(found, root, $"{path}/{name}", below, cancellation);
    }

    private static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Unreadable(path, e);
        }
    }
}
