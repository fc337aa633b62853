using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Argosy.Release.Reproduction;

/// <summary>The entries of a zip, in the order of its central directory.</summary>
internal static class ZipMembers
{
    public static IReadOnlyList<Member> Read(ReadOnlyMemory<byte> bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
        var packed = archive.Entries.Select(Read).ToList();
        return archive.Comment.Length > 0
            ? [.. packed, new Member("(comment)", Encoding.UTF8.GetBytes(archive.Comment))]
            : packed;
    }

    private static Member Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return new(entry.FullName, bytes.ToArray())
        {
            Properties =
            [
                // As it is in the file, whose times have no zone.
                ("time", entry.LastWriteTime.DateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                ("attributes", $"{entry.ExternalAttributes:x8}"),
                ("comment", entry.Comment),
            ],
        };
    }
}
