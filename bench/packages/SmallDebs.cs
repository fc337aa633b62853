using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Argosy.Bench.Packages;

/// <summary>Debian packages of a few hundred bytes, with everything that aptly reads.</summary>
internal static class SmallDebs
{
    /// <summary>Writes packages to <c>pool/main/</c> of a folder.</summary>
    public static void Write(string folder, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var path = Path.Combine(folder, $"pool/main/{i % 100:D2}/argosy-bench-{i}_1.0_amd64.deb");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = File.Create(path);
            file.Write("!<arch>\n"u8);
            Add(file, "debian-binary", "2.0\n"u8);
            Add(file, "control.tar.gz", Tar("./control",
                $"Package: argosy-bench-{i}\nVersion: 1.0\nArchitecture: amd64\nMaintainer: A <a@b.invalid>\n"
                + $"Description: package {i} of a benchmark\n"));
            Add(file, "data.tar.gz", Tar($"./usr/share/argosy-bench/{i}", $"{i}\n"));
        }
    }

    private static byte[] Tar(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }

        return bytes.ToArray();
    }

    // A member of ar(5): a header of 60 bytes, the content, a line feed if its length is odd.
    private static void Add(Stream archive, string name, ReadOnlySpan<byte> content)
    {
        archive.Write(Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"100644",-8}{content.Length,-10}`\n"));
        archive.Write(content);
        if (content.Length % 2 == 1) archive.WriteByte((byte)'\n');
    }
}
