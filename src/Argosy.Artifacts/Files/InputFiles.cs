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
    public IReadOnlyList<string> Find(IEnumerable<string> globs) => [.. Look(globs).Select(f => f.Path)];

    /// <summary>The same with the digest of each file's content, and whether its owner may execute it.</summary>
    public IEnumerable<(string Path, Digest Content, bool IsProgram)> Read(IEnumerable<string> globs, FileDigests digests)
    {
        foreach (var (path, status) in Look(globs)) yield return (path, digests.Of($"{root}/{path}", status), status.IsProgram);
    }

    private List<(string Path, FileStatus Status)> Look(IEnumerable<string> globs)
    {
        var excluded = globs.Where(g => g.StartsWith('!')).Select(g => Parse(g[1..])).ToList();
        var found = new List<(string Path, FileStatus Status)>();
        foreach (var glob in globs)
        {
            if (!glob.StartsWith('!')) Add(found, Parse(glob));
        }

        if (excluded.Count > 0) found.RemoveAll(f => excluded.Any(e => e.Matches(f.Path)));
        if (found.Count < 2) return found;
        found.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return [.. found.Where((f, i) => i == 0 || found[i - 1].Path != f.Path)];
    }

    private Glob Parse(string glob) => _globs.GetOrAdd(glob, static g => new(g));

    private void Add(List<(string Path, FileStatus Status)> found, Glob glob)
    {
        if (!glob.IsLiteral) Walk(found, glob, glob.Folder);
        else if (Posix.TryStatus($"{root}/{glob.Text}") is { IsFile: true } status) found.Add((glob.Text, status));
    }

    private void Walk(List<(string Path, FileStatus Status)> found, Glob glob, string folder)
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
                found.Add((path, status));
            }
        }
    }

    // A link to a file counts by what it leads to.
    private FileStatus? Status(string path, FolderWalk.Entry entry) => entry.Status.IsFile ? entry.Status
        : entry.Status.IsLink && Posix.TryStatus($"{root}/{path}") is { IsFile: true } target ? target : null;
}
