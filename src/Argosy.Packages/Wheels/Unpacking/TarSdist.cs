using System.Formats.Tar;
using Argosy.Artifacts.Files;

namespace Argosy.Packages.Wheels.Unpacking;

/// <summary>Unpacks a tar that isn't compressed.</summary>
internal static class TarSdist
{
    /// <summary>Unpacks it into a tree.</summary>
    public static void Unpack(Stream stream, SdistTree tree, SdistFault fault, CancellationToken cancellation)
    {
        using var tar = new TarReader(stream, leaveOpen: true);
        while (Next(tar, fault) is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            tree.Begin();
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            if (FileName.IsLossy(entry.LinkName))
                throw fault.Refused(entry.Name, "its name, or what it links to, isn't UTF-8");
            if (tree.PathOf(entry.Name, entry.Name) is not { } path) continue;
            try
            {
                Add(tree, entry, path, fault);
            }
            catch (EndOfStreamException e)
            {
                throw fault.Unreadable("tar", "it breaks off", e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw fault.Refused(entry.Name, e.Message.TrimEnd('.'), e);
            }
        }

        if (tree.Count == 0) throw fault.Unreadable("tar", "it holds nothing", null);
    }

    private static void Add(SdistTree tree, TarEntry entry, string path, SdistFault fault)
    {
        var isProgram = (entry.Mode & UnixFileMode.UserExecute) != 0;
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                tree.AddFolder(path);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                tree.AddFile(path, entry.DataStream, isProgram, entry.ModificationTime);
                break;
            case TarEntryType.SymbolicLink:
                tree.AddLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                tree.AddCopy(path, tree.PathOf(entry.Name, entry.LinkName) ?? "", isProgram, entry.ModificationTime);
                break;
            default:
                throw fault.Refused(entry.Name, $"it is no file, folder or link ({entry.EntryType})");
        }
    }

    /// <summary>The next entry; null at the end. Error ARG0541.</summary>
    public static TarEntry? Next(TarReader tar, SdistFault fault)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException
            or NotSupportedException or InvalidDataException or EndOfStreamException)
        {
            throw fault.Unreadable("tar", e.Message.TrimEnd('.'), e);
        }
    }
}
