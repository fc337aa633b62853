using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Files;

/// <summary>Reads folders with as few system calls as possible.</summary>
internal static unsafe class FolderWalk
{
    /// <summary>An entry of a folder.</summary>
    /// <param name="Name">Without the folder, as <see cref="FileName"/> has it.</param>
    /// <param name="Status">Of the entry itself: links are not followed.</param>
    internal sealed record Entry(string Name, FileStatus Status);

    /// <summary>The entries of one folder, sorted by name (ordinal); empty if there is no such folder.</summary>
    internal static List<Entry> Read(string path)
    {
        var entries = new List<Entry>();
        var folder = Posix.OpenFolder(path);
        if (folder == 0) return Unreadable(path, entries);
        try
        {
            var descriptor = Posix.Descriptor(folder);
            for (var entry = Posix.ReadEntry(folder); entry is not null; entry = Posix.ReadEntry(folder))
            {
                var name = entry + Posix.NameOffset;
                if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
                // Removed between the two calls: treated as if it had never existed.
                if (Posix.TryStatus(descriptor, name) is { } status)
                    entries.Add(new(FileName.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)), status));
            }
        }
        finally
        {
            _ = Posix.CloseFolder(folder);
        }

        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    /// <summary>The names of the links in one folder, from the folder itself: most file systems store the type with the
    /// name, so no status call is needed. Empty if there is no such folder.</summary>
    internal static List<string> LinksOf(string path)
    {
        var links = new List<string>();
        var folder = Posix.OpenFolder(path);
        if (folder == 0) return links;
        try
        {
            var descriptor = Posix.Descriptor(folder);
            for (var entry = Posix.ReadEntry(folder); entry is not null; entry = Posix.ReadEntry(folder))
            {
                var name = entry + Posix.NameOffset;
                var type = entry[Posix.TypeOffset];
                if (type == Posix.Link
                    || (type == Posix.Unknown && Posix.TryStatus(descriptor, name) is { IsLink: true }))
                    links.Add(FileName.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)));
            }
        }
        finally
        {
            _ = Posix.CloseFolder(folder);
        }

        return links;
    }

    private static List<Entry> Unreadable(string path, List<Entry> none)
    {
        const int noSuchEntry = 2, notAFolder = 20;
        return Marshal.GetLastPInvokeError() is noSuchEntry or notAFolder
            ? none
            : throw new UnauthorizedAccessException(
                $"the folder {path} can't be read: {Marshal.GetLastPInvokeErrorMessage()}");
    }
}
