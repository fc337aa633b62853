using System.Formats.Tar;
using System.Text;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Running;

/// <summary>The root of a confined step: an archive of folders, links and empty files, and a table of mounts over them.
/// So a few programs make it, regardless of the number of tools.</summary>
internal sealed class ConfinedRoot
{
    // The mount point of the root; every machine has the folder, and no build uses it.
    private const string At = "/sys";

    private static readonly Dictionary<string, string> s_links = new(StringComparer.Ordinal)
    {
        ["/bin"] = "usr/bin",
        ["/sbin"] = "usr/sbin",
        ["/lib"] = "usr/lib",
        ["/lib64"] = "usr/lib64",
        ["/dev/fd"] = "/proc/self/fd",
        ["/dev/stdin"] = "fd/0",
        ["/dev/stdout"] = "fd/1",
        ["/dev/stderr"] = "fd/2",
        ["/dev/shm"] = "../tmp",
    };

    private readonly MountTable _mounts = MountTable.Read();
    private readonly SortedDictionary<string, TarEntry> _entries = new(StringComparer.Ordinal);
    private readonly StringBuilder _table = new();
    private readonly List<string> _readOnlyBelow = [];

    // Folders of a root that the step has its own of, or that must be empty.
    private static readonly string[] s_own = ["proc", "sys", "dev", "tmp", "run", "home", "root", "build"];

    /// <summary>A root of the machine's programs, with devices, user names, and its own <c>/tmp</c>.</summary>
    public ConfinedRoot()
    {
        foreach (var folder in (string[])["/usr/bin", "/usr/sbin", "/usr/lib", "/usr/lib64"])
            AddFolder(folder, 0b111_101_101);
        foreach (var link in (string[])["/bin", "/sbin", "/lib", "/lib64"]) AddLink(link, s_links[link]);
        Write("/etc/passwd", "root:x:0:0:root:/tmp:/bin/sh\n");
        Write("/etc/group", "root:x:0:\n");
        AddOwn();
    }

    /// <summary>The same with all files of another root, read-only, and none of the machine's.</summary>
    public ConfinedRoot(string root)
    {
        foreach (var entry in new DirectoryInfo(root).GetFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (s_own.Contains(entry.Name)) continue;
            var path = $"/{entry.Name}";
            if (entry.LinkTarget is { } target)
            {
                AddLink(path, target);
                continue;
            }

            if (entry is DirectoryInfo) AddFolder(path, 0b111_101_101);
            else AddFile(path);
            Mount(entry.FullName, path, ReadOnly("bind", entry.FullName));
        }

        AddOwn();
    }

    private void AddOwn()
    {
        foreach (var folder in (string[])["/proc", "/sys", "/run"]) AddFolder(folder, 0b111_101_101);
        foreach (var (link, target) in s_links.Where(l => l.Key.StartsWith("/dev/", StringComparison.Ordinal)))
            AddLink(link, target);
        // A separate mount, so that it stays writable when the root is read-only.
        AddFolder("/tmp", 0b1_111_111_111);
        Mount($"{At}/tmp", "/tmp", "bind");
        foreach (var device in (string[])["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"])
        {
            AddFile(device);
            Mount(device, device, "bind");
        }
    }

    /// <summary>Mounts below paths that are shown read-only: each path, and the options for its remount.</summary>
    public IReadOnlyList<string> ReadOnlyBelow => _readOnlyBelow;

    /// <summary>A file of the root itself, instead of one of the machine.</summary>
    public void Write(string path, string text, bool executable = false)
    {
        var entry = Entry(TarEntryType.RegularFile, path, executable ? 0b111_101_101 : 0b110_100_100);
        entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        _entries[path] = entry;
    }

    /// <summary>A file of the machine, read-only, or a link unchanged.</summary>
    public void AddProgram(string path)
    {
        if (_entries.ContainsKey(path)) return;
        if (new FileInfo(path).LinkTarget is { } target)
        {
            AddLink(path, target);
            return;
        }

        AddFile(path);
        Mount(path, path, ReadOnly("bind", path));
    }

    /// <summary>A folder or file of the machine, with the mounts below it; if it is a link, under both names.</summary>
    public void Show(string path, bool writable)
    {
        var real = Named(path);
        if (Directory.Exists(real)) AddFolder(real, 0b111_101_101);
        else AddFile(real);
        Mount(real, real, writable ? "rbind" : ReadOnly("rbind", real));
        if (writable) return;
        foreach (var (point, options) in _mounts.Below(real))
            _readOnlyBelow.AddRange([At + point, Joined("remount,bind,ro", options)]);
    }

    /// <summary>A folder of the machine at another path, which the step may write to.</summary>
    public void ShowAt(string folder, string inside)
    {
        AddFolder(inside, 0b111_101_101);
        Mount(HostFiles.Real(folder), inside, "bind");
    }

    /// <summary>An empty folder that hides one of the machine.</summary>
    public void Hide(string path) => Mount("hidden", Named(path), "mode=0755,ro", "tmpfs");

    /// <summary>Writes the archive and the table.</summary>
    public void Save(string archive, string table)
    {
        using (var stream = File.Create(archive))
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax))
        {
            foreach (var entry in _entries.Values) writer.WriteEntry(entry);
        }

        File.WriteAllText(table, _table.ToString());
    }

    private static PaxTarEntry Entry(TarEntryType type, string path, int mode) =>
        new(type, path.TrimStart('/')) { Mode = (UnixFileMode)mode, ModificationTime = DateTimeOffset.UnixEpoch };

    private static string Joined(string first, string options) => options.Length == 0 ? first : $"{first},{options}";

    private string ReadOnly(string kind, string path) => Joined($"{kind},ro", _mounts.OptionsOf(path));

    private void Mount(string source, string path, string options, string type = "none") =>
        _table.Append(MountTable.Escape(source)).Append(' ')
            .Append(MountTable.Escape(At + path)).Append($" {type} {options} 0 0\n");

    // A link of the same name leads to the real path, unless a folder on the path is such a link.
    private string Named(string path)
    {
        var real = HostFiles.Real(path);
        if (real != path && !_entries.ContainsKey(path)
            && !PathText.Around(path).Any(f =>
                _entries.TryGetValue(f, out var e) && e.EntryType == TarEntryType.SymbolicLink))
            AddLink(path, real);
        return real;
    }

    private void AddFolder(string path, int mode) => _entries.TryAdd(path, Entry(TarEntryType.Directory, path, mode));

    private void AddFile(string path) => _entries.TryAdd(path, Entry(TarEntryType.RegularFile, path, 0b110_100_100));

    private void AddLink(string path, string target)
    {
        var entry = Entry(TarEntryType.SymbolicLink, path, 0b111_111_111);
        entry.LinkName = target;
        _entries.TryAdd(path, entry);
    }
}
