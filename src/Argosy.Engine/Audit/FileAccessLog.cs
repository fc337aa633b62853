namespace Argosy.Engine.Audit;

/// <summary>A task's file accesses, each with its net effect.</summary>
internal sealed class FileAccessLog
{
    private readonly Dictionary<string, FileUse> _uses = new(StringComparer.Ordinal);

    /// <summary>All of them, sorted by path.</summary>
    public IEnumerable<FileUse> Uses => _uses.Values.OrderBy(u => u.Path, StringComparer.Ordinal);

    /// <summary>A file was opened for reading, or executed. A file that the task itself wrote before is no
    /// input.</summary>
    /// <param name="path">Absolute, with known links resolved.</param>
    /// <param name="alias">The requested path.</param>
    /// <param name="by">The program.</param>
    public void Read(string path, string alias, string by)
    {
        if (!_uses.TryGetValue(path, out var use)) _uses.Add(path, new(path, alias, by, Effect.Read));
        else if (use.Effect == Effect.Read && use.Alias == use.Path && alias != path)
            _uses[path] = use with { Alias = alias };
    }

    /// <summary>A file or link was created, or opened for writing.</summary>
    public void Write(string path, string by) => _uses[path] = new(path, path, by, Effect.Written);

    /// <summary>A folder was made.</summary>
    public void MakeFolder(string path, string by) => _uses[path] = new(path, path, by, Effect.FolderMade);

    /// <summary>A file, link or empty folder was removed.</summary>
    public void Remove(string path, string by) =>
        _uses[path] = new(path, path, by, IsOwn(path) ? Effect.Temporary : Effect.Removed);

    /// <summary>A file or a folder with its contents was renamed. What was written under the old name counts as written
    /// under the new one.</summary>
    public void Move(string from, string to, string by)
    {
        var isFile = _uses.TryGetValue(from, out var moved) && moved.Effect == Effect.Written;
        if (!isFile)
        {
            var prefix = from + "/";
            foreach (var use in _uses.Values.Where(u => u.Path.StartsWith(prefix, StringComparison.Ordinal)).ToList())
            {
                if (use.Effect is not (Effect.Written or Effect.FolderMade)) continue;
                var path = $"{to}/{use.Path[prefix.Length..]}";
                _uses[path] = use with { Path = path, Alias = path };
                _uses[use.Path] = use with { Effect = Effect.Temporary };
            }
        }

        Remove(from, moved?.By ?? by);
        _uses[to] = isFile ? moved! with { Path = to, Alias = to } : new(to, to, by, Effect.MovedIn);
    }

    // The contents of a folder that the task made or moved there are the task's own, too.
    private bool IsOwn(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (!_uses.TryGetValue(path[..end], out var use)) continue;
            if (use.Effect is Effect.FolderMade or Effect.MovedIn or Effect.Temporary
                || (use.Effect == Effect.Written && end == path.Length)) return true;
        }

        return false;
    }
}
