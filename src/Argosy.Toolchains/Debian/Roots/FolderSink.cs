using System.Formats.Tar;
using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A root as a folder, for cross compilers and emulators.</summary>
/// <remarks>No owners and no set-user-id bits: it needs no privilege and gives none. The owner keeps write permission,
/// so that the user who built the folder can always read and remove it.</remarks>
internal sealed class FolderSink : IRootSink, IDisposable
{
    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly RootedFolder _root;
    private readonly Dictionary<string, RootEntry> _folders = new(StringComparer.Ordinal);

    public FolderSink(string root) => _root = new(root);

    /// <inheritdoc />
    public bool IsFolder => true;

    /// <inheritdoc />
    public void Add(RootEntry entry)
    {
        switch (entry.Type)
        {
            case TarEntryType.Directory:
                _root.MakeFolder(entry.Path, Own | UnixFileMode.UserExecute);
                _folders[entry.Path] = entry;
                break;
            case TarEntryType.SymbolicLink:
                _root.MakeLink(entry.Path, entry.Link);
                break;
            case TarEntryType.HardLink:
                // A copy: nothing changes a root's files in place, so two files are as good as one with two names.
                using (var source = _root.OpenFile(entry.Link)) Write(entry, source);
                break;
            default:
                Write(entry, entry.Content);
                break;
        }
    }

    /// <inheritdoc />
    public void Remove(string path) => _root.Remove(path);

    /// <inheritdoc />
    public void Finish()
    {
        // Last, deepest first: a folder's time changes with every file put into it, and it may be read-only.
        foreach (var entry in _folders.Values.OrderByDescending(f => f.Path, StringComparer.Ordinal))
            _root.Settle(entry.Path, (entry.Mode & ~Special) | Own | UnixFileMode.UserExecute, entry.Modified);
    }

    /// <inheritdoc />
    public void Dispose() => _root.Dispose();

    private void Write(RootEntry entry, Stream? content)
    {
        using (var file = _root.MakeFile(entry.Path, Own)) content?.CopyTo(file, 1 << 17);
        // Not at creation, where the process's umask applies.
        _root.Settle(entry.Path, (entry.Mode & ~Special) | Own, entry.Modified);
    }
}
