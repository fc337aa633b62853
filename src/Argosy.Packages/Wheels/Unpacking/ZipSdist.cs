using System.IO.Compression;

namespace Argosy.Packages.Wheels.Unpacking;

/// <summary>Unpacks a zip, as older projects publish their sdists.</summary>
internal static class ZipSdist
{
    private const int KindMask = 0b1111_000_000_000_000;
    private const int Link = 0b1010_000_000_000_000;
    private const int Regular = 0b1000_000_000_000_000;
    private const int Folder = 0b0100_000_000_000_000;
    private const int LongestLink = 4096;

    /// <summary>Unpacks it into a tree. A second entry of one path is an error: programs differ in which of
    /// the two they take.</summary>
    public static void Unpack(Stream stream, SdistTree tree, SdistFault fault, CancellationToken cancellation)
    {
        using var zip = Open(stream, fault);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            tree.Begin();
            if (entry.FullName.Contains('\\', StringComparison.Ordinal))
                throw fault.Refused(entry.FullName, "its name has a backslash");
            if (tree.PathOf(entry.FullName, entry.FullName) is not { } path) continue;
            if (!seen.Add(path)) throw fault.Refused(entry.FullName, "the archive has it twice");
            try
            {
                Add(tree, entry, path, fault);
            }
            catch (InvalidDataException e)
            {
                throw fault.Unreadable("zip", $"'{entry.FullName}': {e.Message.TrimEnd('.')}", e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw fault.Refused(entry.FullName, e.Message.TrimEnd('.'), e);
            }
        }

        if (tree.Count == 0) throw fault.Unreadable("zip", "it holds nothing", null);
    }

    private static void Add(SdistTree tree, ZipArchiveEntry entry, string path, SdistFault fault)
    {
        var mode = entry.ExternalAttributes >> 16;
        if (entry.FullName.EndsWith('/'))
        {
            tree.AddFolder(path);
            return;
        }

        using var content = entry.Open();
        switch (mode & KindMask)
        {
            case Link:
                using (var reader = new StreamReader(content))
                {
                    var target = new char[LongestLink + 1];
                    var length = reader.ReadBlock(target);
                    if (length is 0 or > LongestLink)
                        throw fault.Refused(entry.FullName, "what it links to isn't a path");
                    tree.AddLink(path, new(target, 0, length));
                }

                break;
            // Zips that Windows or old Pythons wrote have no kind.
            case Regular or 0:
                tree.AddFile(path, content, (mode & (int)UnixFileMode.UserExecute) != 0, entry.LastWriteTime);
                break;
            case Folder:
                tree.AddFolder(path);
                break;
            default:
                throw fault.Refused(entry.FullName, "it is no file, folder or link");
        }
    }

    /// <summary>Opens the archive. Error ARG0541.</summary>
    public static ZipArchive Open(Stream stream, SdistFault fault)
    {
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = zip.Entries.Count;
            return zip;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw fault.Unreadable("zip", e.Message.TrimEnd('.'), e);
        }
    }
}
