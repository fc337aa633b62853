using System.Formats.Tar;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels;

/// <summary>Unpacks an upstream source archive: a tar in any usual compression, without its single top
/// folder.</summary>
/// <remarks>Nothing is written outside of the folder (<see cref="RootedFolder"/>). Modes are 0755 or 0644, regardless
/// of archive and umask, since a wheel keeps the modes of copied files.</remarks>
internal sealed class SdistSource(string archive)
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101;

    // Magic numbers, and the program that unpacks such a file; any other file is read as a plain tar.
    private static readonly (byte[] Magic, string Program)[] s_compressions =
    [
        ([0x1f, 0x8b], "gzip"),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz"),
        ([0x42, 0x5a, 0x68], "bzip2"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd"),
    ];

    /// <summary>Unpacks it into an existing folder. Errors ARG0540 for an entry that can't be in the folder, ARG0541
    /// for an archive that can't be read.</summary>
    public Task UnpackAsync(string folder, CancellationToken cancellation) => CompressedWith() is { } program
        ? CommandRunner.ReadBytesAsync(new Command(program, "-d", "-c", archive),
            stream => Unpack(stream, folder, cancellation), cancellation)
        : Task.Run(() =>
        {
            using var file = RegularFile.OpenRead(archive);
            using var buffered = new BufferedStream(file, 1 << 17);
            Unpack(buffered, folder, cancellation);
        }, cancellation);

    private string? CompressedWith()
    {
        using var file = RegularFile.OpenRead(archive);
        var head = new byte[8];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return s_compressions.FirstOrDefault(c => head.AsSpan(0, length).StartsWith(c.Magic)).Program;
    }

    private void Unpack(Stream stream, string folder, CancellationToken cancellation)
    {
        using var root = new RootedFolder(folder);
        using var tar = new TarReader(stream, leaveOpen: true);
        var count = 0;
        for (; Next(tar) is { } entry; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            if (FileName.IsLossy(entry.Name) || FileName.IsLossy(entry.LinkName))
                throw Refused(entry, "its name, or what it links to, isn't UTF-8");
            if (Stripped(entry, entry.Name) is not { Length: > 0 } path) continue;
            try
            {
                Add(root, entry, path);
            }
            catch (EndOfStreamException e)
            {
                throw Unreadable("it breaks off", e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Refused(entry, e.Message.TrimEnd('.'), e);
            }
        }

        if (count == 0) throw Unreadable("it holds nothing", null);
    }

    private void Add(RootedFolder root, TarEntry entry, string path)
    {
        MakeFolders(root, path);
        // A later entry replaces a file or a link, as with tar; a link to a folder counts as a folder.
        var there = root.TryKind(path);
        if (entry.EntryType == TarEntryType.Directory)
        {
            if (there is FileKind.File) root.Remove(path);
            if (there is not FileKind.Link) root.MakeFolder(path, Program);
            return;
        }

        var target = entry.EntryType == TarEntryType.HardLink ? Stripped(entry, entry.LinkName) : null;
        if (target is not null && target == path) return;
        if (there is FileKind.File or FileKind.Link) root.Remove(path);
        switch (entry.EntryType)
        {
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Write(root, entry, path, entry.DataStream);
                break;
            case TarEntryType.SymbolicLink:
                root.MakeLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                using (var source = root.OpenFile(target!)) Write(root, entry, path, source);
                break;
            default:
                throw Refused(entry, $"it is no file, folder or link ({entry.EntryType})");
        }
    }

    // An archive need not list a folder before its contents.
    private static void MakeFolders(RootedFolder root, string path)
    {
        for (var at = path.IndexOf('/'); at > 0; at = path.IndexOf('/', at + 1))
        {
            if (root.TryKind(path[..at]) is null) root.MakeFolder(path[..at], Program);
        }
    }

    private static void Write(RootedFolder root, TarEntry entry, string path, Stream? content)
    {
        using (var file = root.MakeFile(path, Plain)) content?.CopyTo(file, 1 << 17);
        root.Settle(path, (entry.Mode & UnixFileMode.UserExecute) != 0 ? Program : Plain, entry.ModificationTime);
    }

    private string Stripped(TarEntry entry, string name)
    {
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").ToList();
        if (parts.Contains("..")) throw Refused(entry, "it leads out of the archive's folder");
        return string.Join('/', parts.Skip(1));
    }

    private TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException
            or NotSupportedException or InvalidDataException or EndOfStreamException)
        {
            throw Unreadable(e.Message.TrimEnd('.'), e);
        }
    }

    private ArgosyException Refused(TarEntry entry, string cause, Exception? inner = null) =>
        new(new Diagnostic("ARG0540", new(Path.GetFileName(archive)),
            $"its entry '{entry.Name}' can't be unpacked: {cause}",
            "Don't build from this archive: tar would refuse it too, or write elsewhere."), inner);

    private ArgosyException Unreadable(string cause, Exception? inner) =>
        new(new Diagnostic("ARG0541", new(Path.GetFileName(archive)),
            $"it can't be read as a tar: {cause}", "Remove it from the cache and fetch it again."), inner);
}
