using System.Formats.Tar;
using Argosy.Images.Definition;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Layers;

/// <summary>A root of a platform as a tar, indexed but not unpacked: its files keep their owners without
/// privileges.</summary>
/// <remarks>Owns the open file; the contents in <see cref="Tree"/> are borrowed from it.</remarks>
internal sealed class RootArchive : IDisposable
{
    private readonly FileStream _file;
    private readonly string _shownAs;

    private RootArchive(FileStream file, string shownAs) => (_file, _shownAs) = (file, shownAs);

    /// <summary>Everything in it except device nodes under <c>dev</c>, which every engine provides.</summary>
    public LayerTree Tree { get; } = new();

    /// <summary>Errors ARG0411 (no readable tar), ARG0412 (an entry that a layer can't contain).</summary>
    public static RootArchive Open(string path, CancellationToken cancellation)
    {
        RootArchive? archive = null;
        try
        {
            archive = new(new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), Path.GetFileName(path));
            archive.Index(cancellation);
            return archive;
        }
        catch (Exception e)
        {
            archive?.Dispose();
            if (e is IOException or InvalidDataException or UnauthorizedAccessException or FormatException)
                throw new ArgosyException(new Diagnostic("ARG0411", new(path),
                    $"it can't be read as a tar: {e.Message.TrimEnd('.')}",
                    "Delete it and build the root again."), e);
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Index(CancellationToken cancellation)
    {
        using var reader = new TarReader(_file, leaveOpen: true);
        var count = 0;
        while (reader.GetNextEntry() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            var path = ImagePath.TryNormalize(entry.Name) ?? throw Refused(entry, "it lies outside the root");
            if (path.Length > 0 && Read(entry, path) is { } read) Tree.Set(read);
        }

        if (count == 0) throw new InvalidDataException("it holds nothing");
    }

    private LayerEntry? Read(TarEntry entry, string path)
    {
        if (entry is PaxTarEntry pax && pax.ExtendedAttributes.ContainsKey("SCHILY.xattr.security.capability"))
            throw Refused(entry, "it has file capabilities, which aren't carried over");
        var mode = entry.Mode & LayerEntry.ModeMask;
        return entry.EntryType switch
        {
            TarEntryType.Directory => new FolderEntry(path, mode, entry.Uid, entry.Gid),
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile =>
                new FileEntry(
                    path, mode, entry.Uid, entry.Gid, new ArchivedContent(_file, entry.DataOffset, entry.Length)),
            TarEntryType.SymbolicLink => new LinkEntry(path, entry.Uid, entry.Gid, entry.LinkName),
            TarEntryType.HardLink => Linked(entry) with { Path = path },
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice or TarEntryType.Fifo
                when path.StartsWith("dev/", StringComparison.Ordinal) => null,
            _ => throw Refused(entry, $"a layer can't carry an entry of type {entry.EntryType}"),
        };
    }

    private LayerEntry Linked(TarEntry entry) =>
        ImagePath.TryNormalize(entry.LinkName) is { } target && Tree.Find(target) is { } file and not FolderEntry
            ? file
            : throw Refused(entry, $"it is a hard link to '{entry.LinkName}', which isn't there");

    private ArgosyException Refused(TarEntry entry, string cause) => new(new Diagnostic(
        "ARG0412", new(_shownAs), $"{entry.Name}: {cause}", "Leave the package out that brings it, or report this."));
}
