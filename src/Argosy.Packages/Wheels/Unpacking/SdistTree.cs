using Argosy.Artifacts.Files;

namespace Argosy.Packages.Wheels.Unpacking;

/// <summary>The folder that an sdist is unpacked into, within limits. Paths are without the archive's single top
/// folder.</summary>
/// <remarks>Nothing is written outside of the folder (<see cref="RootedFolder"/>). Modes are 0755 or 0644, regardless
/// of archive and umask, since a wheel keeps the modes of copied files.</remarks>
internal sealed class SdistTree(string folder, SdistLimits limits, SdistFault fault) : IDisposable
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101;

    private readonly RootedFolder _root = new(folder);
    private long _bytes;

    /// <summary>The number of entries so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc />
    public void Dispose() => _root.Dispose();

    /// <summary>Counts an entry. Error ARG0554 if it is one too many.</summary>
    public void Begin()
    {
        if (++Count > limits.Entries) throw fault.TooLarge($"it has more than {limits.Entries} entries");
    }

    /// <summary>A path in the folder; null for the archive's top folder itself. Error ARG0540.</summary>
    public string? PathOf(string entry, string name)
    {
        if (FileName.IsLossy(name)) throw fault.Refused(entry, "its name, or what it links to, isn't UTF-8");
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToList();
        if (parts.Contains("..")) throw fault.Refused(entry, "it leads out of the archive's folder");
        return parts.Count > 1 ? string.Join('/', parts.Skip(1)) : null;
    }

    /// <summary>Adds a folder; a link to a folder counts as one.</summary>
    public void AddFolder(string path)
    {
        MakeParents(path);
        var there = _root.TryKind(path);
        if (there is FileKind.File) _root.Remove(path);
        if (there is not FileKind.Link) _root.MakeFolder(path, Program);
    }

    /// <summary>Adds a file; it replaces a file or a link, as with tar.</summary>
    public void AddFile(string path, Stream? content, bool isProgram, DateTimeOffset time)
    {
        Free(path);
        using (var file = _root.MakeFile(path, Plain)) Copy(content, file);
        _root.Settle(path, isProgram ? Program : Plain, time);
    }

    /// <summary>Adds a link; it replaces a file or a link.</summary>
    public void AddLink(string path, string target)
    {
        Free(path);
        _root.MakeLink(path, target);
    }

    /// <summary>Adds a file with the content of another, which a hard link names.</summary>
    public void AddCopy(string path, string target, bool isProgram, DateTimeOffset time)
    {
        if (target == path) return;
        Free(path);
        using var source = _root.OpenFile(target);
        AddFile(path, source, isProgram, time);
    }

    /// <summary>Whether something has the path.</summary>
    public bool Has(string path) => _root.TryKind(path) is not null;

    private void Free(string path)
    {
        MakeParents(path);
        if (_root.TryKind(path) is FileKind.File or FileKind.Link) _root.Remove(path);
    }

    // An archive need not list a folder before its contents.
    private void MakeParents(string path)
    {
        for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1))
        {
            if (_root.TryKind(path[..at]) is null) _root.MakeFolder(path[..at], Program);
        }
    }

    private void Copy(Stream? content, Stream file)
    {
        if (content is null) return;
        var buffer = new byte[1 << 17];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            _bytes += read;
            if (_bytes > limits.Bytes) throw fault.TooLarge($"its files have more than {limits.Bytes} bytes");
            file.Write(buffer, 0, read);
        }
    }
}
