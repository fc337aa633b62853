using Argosy.Artifacts.Actions;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Restores one tree into a project: makes it in a stage, then exchanges it with the existing
/// outputs.</summary>
internal sealed class Restoration(string root, RestoreStage stage, OutputTree tree, IReadOnlyList<string> outermost)
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly IReadOnlyList<(OutputEntry Entry, string Path)> _staged = Stage(stage, tree, outermost);
    private readonly Dictionary<string, UnixFileMode> _closed = new(StringComparer.Ordinal);

    /// <summary>The files to fill in, each with its path in the stage.</summary>
    internal IEnumerable<(OutputEntry Entry, string Path)> Files => _staged.Where(s => s.Entry.Kind == OutputKind.File);

    /// <summary>Makes links, and folders that are open to their owner.</summary>
    internal void MakeFolders(CancellationToken cancellation)
    {
        // Creating inodes takes most of the time, so each depth is made on all processors.
        var depths = _staged.Where(s => s.Entry.Kind == OutputKind.Folder)
            .GroupBy(s => s.Path.AsSpan().Count('/')).OrderBy(d => d.Key);
        foreach (var depth in depths)
            EachFile.Do([.. depth], s => Posix.Demand(Posix.TryMakeFolder(s.Path, Own), s.Path), cancellation);
        EachFile.Do([.. _staged.Where(s => s.Entry.Kind == OutputKind.Link)],
            s => Posix.Demand(Posix.TryMakeLink(s.Entry.Target!, s.Path), s.Path), cancellation);
    }

    /// <summary>Sets the modes of folders, inner ones first; the outermost must still be moved.</summary>
    internal void Finish()
    {
        foreach (var (entry, path) in _staged.Reverse())
        {
            if (entry.Kind == OutputKind.Folder)
                Posix.Demand(Posix.TrySetMode(path, entry.Mode | (IsOutermost(path) ? Own : 0)), path);
        }
    }

    /// <summary>Exchanges each output; false, with everything unchanged, if the project spans file systems.</summary>
    internal bool TryExchange()
    {
        var done = 0;
        try
        {
            for (; done < outermost.Count; done++)
            {
                if (TryExchange(done)) continue;
                Undo(done);
                return false;
            }
        }
        catch
        {
            Undo(done);
            throw;
        }

        foreach (var (entry, _) in _staged.Where(s => s.Entry.Kind == OutputKind.Folder && IsOutermost(s.Path)))
            _ = Posix.TrySetMode($"{root}/{entry.Path}", entry.Mode);
        return true;
    }

    // Atomic if the file system supports it; else the old one is moved away, then the new one moved in.
    private bool TryExchange(int number)
    {
        var place = $"{root}/{outermost[number]}";
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        // A folder can be moved only if its owner may write to it.
        if (Posix.TryStatus(place, follow: false) is { IsFolder: true, Mode: var mode }
            && (BlobName.ModeOf(mode) & Own) != Own)
        {
            _closed[place] = BlobName.ModeOf(mode);
            Posix.Demand(Posix.TrySetMode(place, BlobName.ModeOf(mode) | Own), place);
        }

        var (old, fresh) = ($"{stage.Old}/{number}", $"{stage.New}/{number}");
        return Posix.TryExchange(fresh, place) == 0
            ? Move(fresh, old, mayLack: false)
            : Move(place, old, mayLack: true) && Move(fresh, place, mayLack: false);
    }

    // Best effort: the task makes again what can't be restored.
    private void Undo(int last)
    {
        for (var number = Math.Min(last, outermost.Count - 1); number >= 0; number--)
        {
            var (place, old, fresh) = ($"{root}/{outermost[number]}", $"{stage.Old}/{number}", $"{stage.New}/{number}");
            if (Posix.TryStatus(fresh, follow: false) is null) _ = Posix.TryRename(place, fresh);
            if (Posix.TryStatus(old, follow: false) is not null) _ = Posix.TryRename(old, place);
            if (_closed.TryGetValue(place, out var mode)) _ = Posix.TrySetMode(place, mode);
        }
    }

    private static bool Move(string from, string to, bool mayLack)
    {
        var error = Posix.TryRename(from, to);
        if (error == Posix.OtherFileSystem) return false;
        if (!(mayLack && error == Posix.NoSuchEntry)) Posix.Demand(error, from);
        return true;
    }

    private bool IsOutermost(string staged) => staged.LastIndexOf('/') == stage.New.Length;

    private static List<(OutputEntry Entry, string Path)> Stage(
        RestoreStage stage, OutputTree tree, IReadOnlyList<string> outermost)
    {
        var staged = new List<(OutputEntry Entry, string Path)>(tree.Entries.Count);
        var places = outermost.Index().ToDictionary(o => o.Item, o => $"{stage.New}/{o.Index}", StringComparer.Ordinal);
        foreach (var entry in tree.Entries)
        {
            if (!places.TryGetValue(entry.Path, out var place))
            {
                var slash = entry.Path.LastIndexOf('/');
                place = places[entry.Path[..slash]] + entry.Path[slash..];
            }

            if (entry.Kind == OutputKind.Folder) places[entry.Path] = place;
            staged.Add((entry, place));
        }

        return staged;
    }
}
