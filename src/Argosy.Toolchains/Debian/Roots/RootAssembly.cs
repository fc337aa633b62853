using System.Formats.Tar;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Processes;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>Puts the files of .debs together to one root: what mmdebstrap's extract variant does, to any sink.</summary>
/// <remarks><para>mmdebstrap itself isn't used here for three reasons: without root it can't make a tar with the right
/// owners where user namespaces are refused; its output has the time and the machine's names in it; and it needs an
/// index even when every .deb is at hand. The same <c>dpkg-deb --fsys-tarfile</c> opens the archives.</para>
/// <para>Where two packages ship one path the first by name has it, so that the result doesn't depend on timing.
/// </para></remarks>
internal sealed class RootAssembly
{
    private const UnixFileMode Public = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Sticky = (UnixFileMode)0b001_111_111_111;

    private readonly RootPaths _paths = new();
    private readonly Alternatives _alternatives = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "" };
    private readonly IRootSink _sink;

    public RootAssembly(Architecture architecture, IRootSink sink)
    {
        _sink = sink;
        foreach (var folder in (string[])["dev", "proc", "run", "sys", "usr"]) Take(RootEntry.Folder(folder, Public));
        Take(RootEntry.Folder("tmp", Sticky));
        var loader = architecture.DynamicLoader.Split('/', StringSplitOptions.RemoveEmptyEntries)[0];
        foreach (var name in RootPaths.Merged.Where(n => n is "bin" or "lib" or "sbin" || n == loader)) Merge(name);
    }

    /// <summary>Adds a package's files.</summary>
    public async Task AddAsync(string deb, CancellationToken cancellation)
    {
        await ReadAsync("--ctrl-tarfile", deb, entry =>
        {
            if (entry.Name != "./postinst" || entry.DataStream is null) return;
            using var script = new StreamReader(entry.DataStream);
            _alternatives.Read(script.ReadToEnd());
        }, cancellation);
        await ReadAsync("--fsys-tarfile", deb, entry => Add(deb, entry), cancellation);
    }

    /// <summary>Adds what no package ships itself, and ends the sink.</summary>
    public void Finish()
    {
        foreach (var (link, target) in _alternatives.Links())
        {
            var path = _paths.Canonical(link)!;
            if (!_taken.Contains(_paths.Resolve(target))) continue;
            var shown = _sink.RelinksAbsolute ? _paths.Relative(path, target) : target;
            _paths.Link(path, shown);
            Take(RootEntry.SymbolicLink(path, shown));
        }

        _sink.Finish();
    }

    private static Task ReadAsync(string part, string deb, Action<TarEntry> take, CancellationToken cancellation) =>
        CommandRunner.ReadBytesAsync(new Command("dpkg-deb", part, deb), stream =>
        {
            using var tar = new TarReader(stream, leaveOpen: true);
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                take(entry);
            }
        }, cancellation);

    private void Add(string deb, TarEntry entry)
    {
        var path = _paths.Canonical(entry.Name) ?? throw Unsafe(deb, entry.Name);
        if (RootPaths.Merged.Contains(path))
        {
            Merge(path);
            return;
        }

        // A folder that another package has as a link: its files go where the link leads.
        if (entry.EntryType == TarEntryType.Directory) path = _paths.Resolve(path);
        if (_taken.Contains(path)) return;
        var type = entry.EntryType == TarEntryType.V7RegularFile ? TarEntryType.RegularFile : entry.EntryType;
        var link = type switch
        {
            TarEntryType.HardLink => _paths.Canonical(entry.LinkName) ?? throw Unsafe(deb, entry.LinkName),
            TarEntryType.SymbolicLink => Relink(entry.Name, path, entry.LinkName),
            TarEntryType.RegularFile or TarEntryType.Directory => "",
            _ => throw Unsafe(deb, entry.Name),
        };
        if (type == TarEntryType.SymbolicLink) _paths.Link(path, link);
        Take(new(path, type, entry.Mode, entry.ModificationTime)
        {
            Uid = entry.Uid,
            Gid = entry.Gid,
            Link = link,
            Content = entry.DataStream,
        });
    }

    // An absolute link would lead out of a folder root; one that moved with the merge has another way to go.
    private string Relink(string shipped, string path, string target)
    {
        var from = shipped.TrimStart('.', '/');
        var moved = from != path && !target.StartsWith('/');
        if (target.StartsWith('/') ? !_sink.RelinksAbsolute : !moved) return target;
        return moved ? _paths.Relative(path, $"/{Path.GetDirectoryName(from)}/{target}") : _paths.Relative(path, target);
    }

    private void Merge(string name)
    {
        Take(RootEntry.Folder($"usr/{name}", Public));
        Take(RootEntry.SymbolicLink(name, $"usr/{name}"));
    }

    private void Take(RootEntry entry)
    {
        if (!_taken.Add(entry.Path)) return;
        var parent = Path.GetDirectoryName(entry.Path) ?? "";
        if (!_taken.Contains(parent)) Take(RootEntry.Folder(parent, Public));
        _sink.Add(entry);
    }

    private static ArgosyException Unsafe(string deb, string name) => new(new Diagnosis("ARG0312",
        new(Path.GetFileName(deb)), $"its entry '{name}' is no file, folder or link inside the root",
        "Don't use this package: Debian's own hold nothing else."));
}
