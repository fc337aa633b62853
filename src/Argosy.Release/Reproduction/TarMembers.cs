using System.Formats.Tar;
using System.Globalization;

namespace Argosy.Release.Reproduction;

/// <summary>The entries of a tar, in its order.</summary>
internal static class TarMembers
{
    public static IReadOnlyList<Member> Read(ReadOnlyMemory<byte> bytes)
    {
        using var tar = new TarReader(new MemoryStream(bytes.ToArray()));
        var members = new List<Member>();
        while (tar.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            var posix = entry as PosixTarEntry;
            members.Add(new(entry.Name, content.ToArray())
            {
                Properties =
                [
                    ("type", $"{entry.EntryType}"),
                    ("mode", Convert.ToString((int)entry.Mode, 8)),
                    ("time", entry.ModificationTime.UtcDateTime.ToString(
                        "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
                    ("owner", $"{entry.Uid}:{entry.Gid}"),
                    ("names", $"{posix?.UserName}:{posix?.GroupName}"),
                    ("link", entry.LinkName),
                ],
            });
        }

        return members;
    }
}
