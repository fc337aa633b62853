using System.Formats.Tar;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>A root as a list of its entries, whose contents stay in the packages.</summary>
internal sealed class EntrySink : IRootSink
{
    private readonly SortedDictionary<string, PackagedEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Sorted by path, each path once.</summary>
    public IReadOnlyCollection<PackagedEntry> Entries => _entries.Values;

    /// <inheritdoc />
    public bool IsFolder => false;

    /// <inheritdoc />
    public void Add(RootEntry entry)
    {
        if (entry.Path.Length == 0) return;
        // Another name of a file is the same file.
        _entries[entry.Path] = entry.Type == TarEntryType.HardLink
            ? _entries[entry.Link] with { Path = entry.Path }
            : new(entry.Path, KindOf(entry.Type), entry.Mode, entry.Uid, entry.Gid)
            {
                Link = entry.Link,
                Package = entry.Package < 0 ? null : entry.Package,
                Ordinal = entry.Ordinal,
                Length = entry.Length,
                Bytes = entry.Package < 0 && entry.Content is { } content ? BytesOf(content) : null,
            };
    }

    /// <inheritdoc />
    public void Remove(string path) => _entries.Remove(path);

    /// <inheritdoc />
    public void Finish()
    {
        // Nothing is open.
    }

    private static PackagedKind KindOf(TarEntryType type) => type switch
    {
        TarEntryType.Directory => PackagedKind.Folder,
        TarEntryType.SymbolicLink => PackagedKind.Link,
        _ => PackagedKind.File,
    };

    private static byte[] BytesOf(Stream content)
    {
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
