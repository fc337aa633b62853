using System.Text;
using Argosy.Artifacts.Files;
using Argosy.Images.Definition;
using Argosy.Images.Layers;

namespace Argosy.Images.Finish;

/// <summary>The files of packages, and above them what finishes an image.</summary>
/// <param name="root">All files of the packages.</param>
/// <param name="packages">Those that the image has.</param>
/// <param name="paths">The image's own selection of paths, which also applies to what is added here.</param>
internal sealed class FinishTree(LayerTree root, LayerTree packages, PathFilter paths)
{
    private const int LongestText = 1 << 24;

    /// <summary>What was added or changed.</summary>
    public LayerTree Added { get; } = new();

    /// <summary>The paths of the image, sorted, each once.</summary>
    public IEnumerable<string> Paths => packages.Entries.Concat(Added.Entries).Select(e => e.Path)
        .Distinct().Order(StringComparer.Ordinal);

    /// <summary>The entry at a path without links on its way.</summary>
    public LayerEntry? Find(string path) => Added.Find(path) ?? packages.Find(path);

    /// <summary>The path with its links followed, but not the last one unless asked for; null if they are
    /// circular.</summary>
    public string? Resolve(string path, bool followLast) =>
        LinkResolver.TryResolve(path, p => (Find(p) as LinkEntry)?.Target, followLast);

    /// <summary>The file or folder that a path leads to; null if there is none.</summary>
    public LayerEntry? Target(string path) => Resolve(path, followLast: true) is { } real ? Find(real) : null;

    /// <summary>The text of a file of the packages, even of one that the image leaves out; null if there is
    /// none.</summary>
    public string? TryReadPackaged(string path) => TextOf(TryFindPackaged(path));

    /// <summary>A file of the packages, even one that the image leaves out.</summary>
    public FileEntry? TryFindPackaged(string path) =>
        LinkResolver.TryResolve(path, p => (root.Find(p) as LinkEntry)?.Target, followLast: true) is { } real
            ? root.Find(real) as FileEntry
            : null;

    /// <summary>All files of the packages below a folder, sorted.</summary>
    public IEnumerable<FileEntry> Packaged(string folder) => root.Entries.OfType<FileEntry>()
        .Where(e => e.Path.StartsWith($"{folder}/", StringComparison.Ordinal));

    /// <summary>The text of a file of the image; null if there is none.</summary>
    public string? TryRead(string path) => TextOf(Target(path));

    /// <summary>Adds a file, or replaces one.</summary>
    public void Write(string path, string text, int mode = 0b110_100_100, int owner = 0, int group = 0) =>
        Write(path, Encoding.UTF8.GetBytes(text), mode, owner, group);

    /// <inheritdoc cref="Write(string,string,int,int,int)"/>
    public void Write(string path, byte[] bytes, int mode = 0b110_100_100, int owner = 0, int group = 0) =>
        Put(path, followLast: true,
            p => new FileEntry(p, (UnixFileMode)mode, owner, group, new MemoryContent(bytes)));

    /// <summary>Adds a file with the content of another one.</summary>
    public void Copy(FileEntry source, string path, int mode, int owner, int group) =>
        Put(path, followLast: true, p => new FileEntry(p, (UnixFileMode)mode, owner, group, source.Content));

    /// <summary>Adds a folder, or gives one another owner and mode.</summary>
    public void MakeFolder(string path, int mode = 0b111_101_101, int owner = 0, int group = 0)
    {
        if (Target(path) is not (null or FolderEntry)) return;
        Put(path, followLast: true, p => new FolderEntry(p, (UnixFileMode)mode, owner, group));
    }

    /// <summary>Adds a symbolic link, unless something other than a link is there.</summary>
    public void Link(string path, string target)
    {
        if (Resolve(path, followLast: false) is not { } real || Find(real) is not (null or LinkEntry)) return;
        if (Find(real) is LinkEntry link && link.Target == target) return;
        Put(path, followLast: false, p => new LinkEntry(p, 0, 0, target));
    }

    /// <summary>Puts a symbolic link in the place of an empty folder.</summary>
    public void Replace(string folder, string target)
    {
        if (Resolve(folder, followLast: false) is { Length: > 0 } real && paths.HasDeclared(real))
            Added.Set(new LinkEntry(real, 0, 0, target));
    }

    /// <summary>Replaces the entry that a path leads to by one with other data.</summary>
    public void Change(string path, Func<LayerEntry, LayerEntry> change)
    {
        if (Target(path) is { } entry && paths.HasDeclared(entry.Path) && change(entry) is var changed
            && changed != entry)
            Added.Set(changed);
    }

    private void Put(string path, bool followLast, Func<string, LayerEntry> entry)
    {
        if (Resolve(path, followLast) is not { Length: > 0 } real || !paths.HasDeclared(real)) return;
        if (!TryMakeParents(ImagePath.Parent(real))) return;
        if (Find(real) is FolderEntry != entry(real) is FolderEntry && Find(real) is not null) return;
        if (Find(real) != entry(real)) Added.Set(entry(real));
    }

    private bool TryMakeParents(string folder)
    {
        if (folder.Length == 0 || Find(folder) is FolderEntry) return true;
        if (Find(folder) is not null || !TryMakeParents(ImagePath.Parent(folder))) return false;
        Added.Set(FolderEntry.Plain(folder));
        return true;
    }

    private static string? TextOf(LayerEntry? entry)
    {
        if (entry is not FileEntry { Content: var content } || content.Length > LongestText) return null;
        return Encoding.UTF8.GetString(content.Head((int)content.Length));
    }
}
