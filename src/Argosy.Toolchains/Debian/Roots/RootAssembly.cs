using System.Formats.Tar;
using Argosy.Platforms;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>Assembles the files of .debs to one root: the same as mmdebstrap's extract variant, for any sink.</summary>
/// <remarks><para>mmdebstrap itself isn't used here for three reasons: without root it can't make a tar with the right
/// owners if user namespaces are refused; its output has the time and the machine's names in it; and it needs an index
/// even when every .deb is available. The same <c>dpkg-deb --fsys-tarfile</c> opens the archives.</para>
/// <para>If two packages ship one path, the one that replaces the other (deb-control(5), Replaces) is used, else the
/// first by name, so that the result does not depend on timing. Within one package the later entry is used, as in tar
/// and dpkg; a link never replaces a folder, as in dpkg.</para></remarks>
internal sealed class RootAssembly
{
    private const UnixFileMode Public = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Sticky = (UnixFileMode)0b001_111_111_111;

    private readonly RootPaths _paths = new();
    private readonly Alternatives _alternatives = new();
    private readonly Certificates _certificates = new();
    private readonly Dictionary<string, Owned> _taken = new(StringComparer.Ordinal)
    {
        [""] = new(TarEntryType.Directory, null, IsImplied: false)
    };
    private readonly SortedDictionary<string, (RootEntry Entry, DebArchive? Deb)> _links = new(StringComparer.Ordinal);
    private readonly IRootSink _sink;
    private readonly PackageDatabase? _database;

    /// <param name="architecture">The root's.</param>
    /// <param name="sink">Receives the entries.</param>
    /// <param name="database">Records the packages, and is added to the root; null for a root without it.</param>
    public RootAssembly(Architecture architecture, IRootSink sink, PackageDatabase? database = null)
    {
        (_sink, _database) = (sink, database);
        foreach (var folder in (string[])["dev", "proc", "run", "sys", "usr"])
            Take(RootEntry.Folder(folder, Public), null);
        Take(RootEntry.Folder("tmp", Sticky), null);
        var loader = architecture.DynamicLoader.Split('/', StringSplitOptions.RemoveEmptyEntries)[0];
        foreach (var name in RootPaths.Merged.Where(n => n is "bin" or "lib" or "sbin" || n == loader)) Merge(name);
    }

    /// <summary>Adds a package's files. Errors ARG0312, ARG0328 to ARG0330.</summary>
    public async Task AddAsync(DebArchive archive, CancellationToken cancellation)
    {
        _database?.Begin();
        await archive.ReadControlAsync((name, text) =>
        {
            if (name == "postinst") _alternatives.Read(text);
            _database?.AddControl(name, text);
        }, cancellation);
        await archive.ReadFilesAsync(entry => Add(archive, entry), cancellation);
    }

    /// <summary>Adds a package whose index was read. The same errors.</summary>
    public void Add(DebArchive archive, DebIndex index)
    {
        archive.Control = index.Control;
        _database?.Begin();
        foreach (var (name, text) in index.Texts) _database?.AddControl(name, text);
        if (index.Texts.TryGetValue("postinst", out var script)) _alternatives.Read(script);
        foreach (var entry in index.Entries) Add(archive, entry);
    }

    /// <summary>Adds the files of a package whose archive is open.</summary>
    internal void AddFiles(DebArchive deb, Stream tar) => deb.Read(() => tar, entry => Add(deb, entry));

    /// <summary>Adds the files that no package ships, and ends the sink.</summary>
    public void Finish()
    {
        foreach (var (link, target) in _alternatives.Links())
        {
            // From a script, so any text is possible.
            if (RootPaths.Climbs(link) || _paths.Canonical(link) is not { } path || _taken.ContainsKey(path)) continue;
            if (_paths.Resolve(target) is not { } leadsTo || !_taken.ContainsKey(leadsTo) || !HasRoomFor(path))
                continue;
            _paths.Link(path, target);
            Take(RootEntry.SymbolicLink(path, target), null);
        }

        foreach (var entry in _database?.Entries() ?? [])
        {
            // base-files ships some of the folders.
            if (_taken.ContainsKey(entry.Path) || !HasRoomFor(entry.Path)) continue;
            DebArchive.Write(null, entry.Path, () => Take(entry, null));
        }

        if (!_taken.ContainsKey(Certificates.Bundle) && HasRoomFor(Certificates.Bundle)
            && _certificates.File() is { } bundle)
            DebArchive.Write(null, bundle.Path, () => Take(bundle, null));

        foreach (var (path, link) in _links)
        {
            var (entry, deb) = link;
            var target = _paths.LeadsOut(path, entry.Link) ? _paths.Relative(path, entry.Link) : entry.Link;
            DebArchive.Write(deb?.Name, path, () => _sink.Add(entry with { Link = target }));
        }

        DebArchive.Write(null, "/", _sink.Finish);
    }

    private void Add(DebArchive deb, DebEntry entry)
    {
        if (RootPaths.Climbs(entry.Name)) throw deb.Unsafe(entry.Name);
        _database?.Add(entry);
        var path = _paths.Canonical(entry.Name) ?? throw deb.Contradicts(entry.Name, "the links on its way go round");
        var type = entry.Type;
        if (RootPaths.Merged.Contains(path))
        {
            if (type is not (TarEntryType.Directory or TarEntryType.SymbolicLink))
                throw deb.Contradicts(entry.Name, "it is no folder, and in every root this is one");
            Merge(path);
            return;
        }

        switch (type)
        {
            case TarEntryType.Directory:
                AddFolder(deb, entry, path);
                break;
            case TarEntryType.RegularFile:
                if (!MayTake(deb, entry, path)) break;
                var file = Made(deb, entry, path, type) with { Content = entry.Content };
                Take(Certificates.Includes(path) ? _certificates.Take(file) : file, deb);
                break;
            case TarEntryType.SymbolicLink:
                AddLink(deb, entry, path, Relink(entry.Name, path, entry.Link));
                break;
            case TarEntryType.HardLink:
                AddHardLink(deb, entry, path);
                break;
            default:
                throw deb.Unsafe(entry.Name);
        }
    }

    // If another package has the folder as a link, its files go to the link's target.
    private void AddFolder(DebArchive deb, DebEntry entry, string path)
    {
        path = _paths.Resolve(path) ?? throw deb.Contradicts(entry.Name, "the links on its way go round");
        var known = _taken.GetValueOrDefault(path);
        if (known is { Type: not TarEntryType.Directory })
            throw deb.Contradicts(entry.Name, $"it is a folder, and {known.Said} has '{path}' as something else");
        if (known is { IsImplied: false }) return;
        RequireRoom(deb, entry.Name, path);
        Take(Made(deb, entry, path, TarEntryType.Directory), deb);
    }

    private void AddLink(DebArchive deb, DebEntry entry, string path, string target)
    {
        if (target.Length == 0) throw deb.Contradicts(entry.Name, "it is a link to nothing");
        if (_taken.GetValueOrDefault(path)?.Type == TarEntryType.Directory || !MayTake(deb, entry, path)) return;
        _paths.Link(path, target);
        Take(Made(deb, entry, path, TarEntryType.SymbolicLink) with { Link = target }, deb);
    }

    private void AddHardLink(DebArchive deb, DebEntry entry, string path)
    {
        if (RootPaths.Climbs(entry.Link)) throw deb.Unsafe(entry.Link);
        var target = _paths.Canonical(entry.Link);
        if (target is null || _taken.GetValueOrDefault(target) is not { Type: not TarEntryType.Directory } other)
            throw deb.Contradicts(
                entry.Name, $"it is another name of '{entry.Link}', which is no file that came before it");
        if (target == path) return;
        // Another name of a link is a link.
        if (other.Type == TarEntryType.SymbolicLink)
            AddLink(deb, entry, path, Relink(target, path, _paths.TargetOf(target)!));
        else if (MayTake(deb, entry, path))
            Take(Made(deb, entry, path, TarEntryType.HardLink) with { Link = target }, deb);
    }

    // Whether the entry gets its path; makes its folders.
    private bool MayTake(DebArchive deb, DebEntry entry, string path)
    {
        RequireRoom(deb, entry.Name, path);
        if (_taken.GetValueOrDefault(path) is not { } known) return true;
        if (known.Type == TarEntryType.Directory)
            throw deb.Contradicts(entry.Name, $"it is no folder, and {known.Said} has '{path}' as one");
        if (known.Deb != deb && (known.Deb is null || !deb.Control.Replaces.Contains(known.Deb.Control.Package)))
            return false;
        _taken.Remove(path);
        _paths.Forget(path);
        if (!_links.Remove(path)) _sink.Remove(path);
        return true;
    }

    private void RequireRoom(DebArchive deb, string name, string path)
    {
        if (!HasRoomFor(path)) throw deb.Contradicts(name, "something on its way is a file");
    }

    // Every folder above it exists, or can be made.
    private bool HasRoomFor(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
        {
            if (_taken.TryGetValue(path[..at], out var above)) return above.Type == TarEntryType.Directory;
        }

        return true;
    }

    // The text of a relative link is relative to the folder it was shipped in; the merge of /usr changes it.
    private string Relink(string shipped, string path, string target)
    {
        var from = string.Join('/', shipped.Split('/').Where(p => p is not ("" or ".")));
        var moved = from != path && target.Length > 0 && !target.StartsWith('/');
        return moved
            ? _paths.Relative(path, $"/{RootPaths.Folded($"/{Path.GetDirectoryName(from)}/{target}")}")
            : target;
    }

    private void Merge(string name)
    {
        if (!_taken.ContainsKey($"usr/{name}")) Take(RootEntry.Folder($"usr/{name}", Public), null);
        if (!_taken.ContainsKey(name)) Take(RootEntry.SymbolicLink(name, $"usr/{name}"), null);
    }

    private void Take(RootEntry entry, DebArchive? deb, bool isImplied = false)
    {
        _taken[entry.Path] = new(entry.Type, deb, isImplied);
        var parent = Path.GetDirectoryName(entry.Path) ?? "";
        if (!_taken.ContainsKey(parent)) Take(RootEntry.Folder(parent, Public), deb, isImplied: true);
        if (_sink.IsFolder && entry.Type == TarEntryType.SymbolicLink) _links[entry.Path] = (entry, deb);
        else _sink.Add(entry);
    }

    private static RootEntry Made(DebArchive deb, DebEntry entry, string path, TarEntryType type) => new(
        path, type, entry.Mode, entry.Modified)
    {
        Package = deb.Number,
        Ordinal = entry.Ordinal,
        Length = entry.Length,
        Uid = entry.Uid,
        Gid = entry.Gid,
    };

    /// <summary>The owner of a path. A folder that came only with its contents is implied.</summary>
    private sealed record Owned(TarEntryType Type, DebArchive? Deb, bool IsImplied)
    {
        public string Said => Deb?.Name ?? "the root";
    }
}
