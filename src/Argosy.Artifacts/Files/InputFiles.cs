using System.Collections.Concurrent;

namespace Argosy.Artifacts.Files;

/// <summary>Finds the files that globs name below a project's folder.</summary>
/// <param name="root">The project's folder, absolute.</param>
public sealed class InputFiles(string root)
{
    // What a build or a tool makes inside a source tree is never an input of it.
    private static readonly HashSet<string> s_made = new(StringComparer.Ordinal) { "bin", "obj", ".git", ".argosy", "__pycache__" };
    private readonly ConcurrentDictionary<string, IReadOnlyList<FolderWalk.Entry>> _folders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Glob> _globs = new(StringComparer.Ordinal);

    /// <summary>Forgets what folders held: a task has run.</summary>
    public void Refresh() => _folders.Clear();

    /// <summary>The files' paths, relative to the project, sorted (ordinal). A leading <c>!</c> excludes; folders named
    /// bin, obj, .git, .argosy and __pycache__ are left out, as is what symbolic links to folders lead to.</summary>
    public IReadOnlyList<string> Find(IEnumerable<string> globs) => [.. Look([.. globs]).Select(f => f.Name).Distinct()];

    /// <summary>Tells each file with the digest of its content, and whether its owner may execute it, in the same order.
    /// </summary>
    public void Read(IReadOnlyList<string> globs, FileDigests digests, Action<string, Digest, bool> tell)
    {
        string? last = null;
        foreach (var (path, status) in Look(globs))
        {
            if (path != last) tell(path, digests.Of($"{root}/{path}", status), status.IsProgram);
            last = path;
        }
    }

    // Sorted; what several globs name is there several times.
    private List<FolderWalk.Entry> Look(IReadOnlyList<string> globs)
    {
        var found = new List<FolderWalk.Entry>();
        List<Glob>? excluded = null;
        for (var i = 0; i < globs.Count; i++)
        {
            var glob = globs[i];
            if (glob.StartsWith('!')) (excluded ??= []).Add(Parse(glob[1..]));
            else if (!Glob.IsPattern(glob)) AddFile(found, glob);
            else Walk(found, Parse(glob), Parse(glob).Folder);
        }

        if (excluded is not null) found.RemoveAll(f => excluded.Exists(e => e.Matches(f.Name)));
        if (found.Count > 1) found.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return found;
    }

    private Glob Parse(string glob) => _globs.GetOrAdd(glob, static g => new(g));

    private void AddFile(List<FolderWalk.Entry> found, string path)
    {
        if (Posix.TryStatus($"{root}/{path}") is { IsFile: true } status) found.Add(new(path, status));
    }

    private void Walk(List<FolderWalk.Entry> found, Glob glob, string folder)
    {
        var entries = _folders.GetOrAdd(folder, f => FolderWalk.Read(f.Length == 0 ? root : $"{root}/{f}"));
        foreach (var entry in entries)
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (entry.Status.IsFolder)
            {
                if (!s_made.Contains(entry.Name) && glob.MayMatchIn(path)) Walk(found, glob, path);
            }
            else if (glob.Matches(path) && Status(path, entry) is { } status)
            {
                found.Add(new(path, status));
            }
        }
    }

    // A link to a file counts by what it leads to.
    private FileStatus? Status(string path, FolderWalk.Entry entry) => entry.Status.IsFile ? entry.Status
        : entry.Status.IsLink && Posix.TryStatus($"{root}/{path}") is { IsFile: true } target ? target : null;
}
