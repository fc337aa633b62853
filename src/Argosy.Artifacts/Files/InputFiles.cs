using System.Collections.Concurrent;

namespace Argosy.Artifacts.Files;

/// <summary>Finds the files that globs match below a project's folder.</summary>
/// <remarks>
/// Folders named .git, .argosy and __pycache__ are left out, as are bin and obj next to an MSBuild project, unless a
/// glob names them: files that tools make inside a source tree are never its inputs. A link to a folder within the
/// project is followed; of one that leads out of it only the text counts.
/// </remarks>
/// <param name="root">The project's folder, absolute.</param>
public sealed partial class InputFiles(string root)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<FolderWalk.Entry>> _folders =
        new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Glob>> _globs = new(StringComparer.Ordinal);

    /// <summary>Discards cached folder contents after a task has run.</summary>
    public void Refresh() => _folders.Clear();

    /// <summary>The files' paths, relative to the project, sorted (ordinal). A leading <c>!</c> excludes.</summary>
    public IReadOnlyList<string> Find(IEnumerable<string> globs) =>
        [.. Look([.. globs], null).Where(f => !f.Status.IsLink).Select(f => f.Name).Distinct()];

    /// <summary>Adds each input with the digest of its content, in the same order.</summary>
    /// <param name="globs">Globs and paths; a leading <c>!</c> excludes.</param>
    /// <param name="digests">Has the digests of unchanged files.</param>
    /// <param name="found">Receives the inputs.</param>
    /// <param name="unmatched">Receives every glob that matches nothing.</param>
    public void Read(
        IReadOnlyList<string> globs, FileDigests digests, List<InputFile> found, Action<string>? unmatched = null)
    {
        string? last = null;
        foreach (var (path, status) in Look(globs, unmatched))
        {
            if (path != last) found.Add(Describe(path, status, digests));
            last = path;
        }
    }

    private InputFile Describe(string path, FileStatus status, FileDigests digests) => status.IsLink
        ? new(path, InputKind.Link, Digest.Of(Posix.TryReadLink($"{root}/{path}") ?? ""), 0)
        : new(path, status.IsProgram ? InputKind.Program : InputKind.File,
            digests.Of($"{root}/{path}", status), status.Modified);

    // Sorted; an entry that several globs match is there several times.
    private List<FolderWalk.Entry> Look(IReadOnlyList<string> globs, Action<string>? unmatched)
    {
        var found = new List<FolderWalk.Entry>();
        List<Glob>? excluded = null;
        for (var i = 0; i < globs.Count; i++)
        {
            var (text, before) = (globs[i], found.Count);
            if (text.StartsWith('!'))
            {
                (excluded ??= []).AddRange(Parse(text[1..]));
                continue;
            }

            if (!Glob.IsPattern(text)) AddFile(found, text);
            else foreach (var glob in Parse(text)) Add(found, glob);
            if (found.Count == before) unmatched?.Invoke(text);
        }

        if (excluded is not null) found.RemoveAll(f => excluded.Exists(e => e.Matches(f.Name)));
        if (found.Count > 1) found.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return found;
    }

    private IReadOnlyList<Glob> Parse(string text) =>
        _globs.GetOrAdd(text, static t => [.. Glob.Expand(t).Select(g => new Glob(g))]);

    private void Add(List<FolderWalk.Entry> found, Glob glob)
    {
        if (Glob.IsPattern(glob.Text)) Walk(found, glob, glob.Folder, links: null);
        else AddFile(found, glob.Text);
    }

    private void AddFile(List<FolderWalk.Entry> found, string path)
    {
        if (Posix.TryStatus($"{root}/{path}") is { IsFile: true } status) found.Add(new(path, status));
    }

    private void Walk(List<FolderWalk.Entry> found, Glob glob, string folder, LinkTrail? links)
    {
        var entries = _folders.GetOrAdd(folder, f => FolderWalk.Read(f.Length == 0 ? root : $"{root}/{f}"));
        foreach (var entry in entries)
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (entry.Status.IsFolder)
            {
                if (glob.MayMatchIn(path) && (!IsMade(entry.Name, entries) || glob.Spells(entry.Name)))
                    Walk(found, glob, path, links);
            }
            else if (entry.Status.IsLink)
            {
                AddLink(found, glob, path, entry.Status, links);
            }
            else if (entry.Status.IsFile && glob.Matches(path))
            {
                found.Add(new(path, entry.Status));
            }
        }
    }

    private static bool IsMade(string name, IReadOnlyList<FolderWalk.Entry> beside) => MadeFolders.IsMade(name)
        || (MadeFolders.IsMadeBesideProject(name)
            && beside.Any(e => e.Status.IsFile && MadeFolders.IsProject(e.Name)));
}
