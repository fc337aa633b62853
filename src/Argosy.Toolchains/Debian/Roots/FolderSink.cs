using System.Formats.Tar;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A root as a folder of the user's own.</summary>
/// <remarks>Owners aren't kept, so set-user-id bits would mean something else than in the package: they are dropped,
/// and whoever built the folder can always read and remove it.</remarks>
internal sealed class FolderSink(string root) : IRootSink
{
    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly List<RootEntry> _folders = [];

    /// <inheritdoc />
    public bool RelinksAbsolute => true;

    /// <inheritdoc />
    public void Add(RootEntry entry)
    {
        var path = Path.Combine(root, entry.Path);
        switch (entry.Type)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(path);
                _folders.Add(entry);
                break;
            case TarEntryType.SymbolicLink:
                File.CreateSymbolicLink(path, entry.Link);
                break;
            case TarEntryType.HardLink:
                // A copy: nothing changes a root's files in place, and .NET makes no hard links.
                File.Copy(Path.Combine(root, entry.Link), path);
                break;
            default:
                Write(path, entry);
                break;
        }
    }

    /// <inheritdoc />
    public void Finish()
    {
        // Last, deepest first: a folder's time changes with every file put into it, and it may be closed to writing.
        foreach (var entry in Enumerable.Reverse(_folders))
        {
            var path = Path.Combine(root, entry.Path);
            File.SetUnixFileMode(path, (entry.Mode & ~Special) | Own | UnixFileMode.UserExecute);
            Directory.SetLastWriteTimeUtc(path, entry.Modified.UtcDateTime);
        }
    }

    private static void Write(string path, RootEntry entry)
    {
        var mode = (entry.Mode & ~Special) | Own;
        using (var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
        }))
        {
            entry.Content?.CopyTo(file);
        }

        // Again, since the process's umask has its say at creation.
        File.SetUnixFileMode(path, mode);
        File.SetLastWriteTimeUtc(path, entry.Modified.UtcDateTime);
    }
}
