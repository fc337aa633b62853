using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>A deb with the test's control fields and files.</summary>
internal static class FakeDeb
{
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    public static string Make(TestFolder folder, string at, string package, string version = "1.0",
        string architecture = "amd64", string fields = "", params TarEntry[] data)
    {
        var path = folder.At($"{at}/{package}_{version}_{architecture}.deb");
        return Write(path, $"""
            Package: {package}
            Version: {version}
            Architecture: {architecture}
            Maintainer: A <a@example.org>
            {fields}Description: d

            """, data);
    }

    public static string Write(string path, string control, params TarEntry[] data)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        file.Write("!<arch>\n"u8);
        Add(file, "debian-binary", "2.0\n"u8.ToArray());
        Add(file, "control.tar.gz", Tar(Entry("./control", control)));
        // .NET writes no end of an archive without entries.
        Add(file, "data.tar.gz", Tar(data.Length > 0 ? data : [Entry("./usr/share/demo", "demo\n")]));
        return path;
    }

    public static TarEntry Entry(string name, string content) => new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
        ModificationTime = s_date,
    };

    public static TarEntry Link(string name, string target, TarEntryType type = TarEntryType.SymbolicLink) =>
        new PaxTarEntry(type, name) { LinkName = target, ModificationTime = s_date };

    public static TarEntry Zeros(string name, int size) => new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(new byte[size]),
        ModificationTime = s_date,
    };

    private static byte[] Tar(params TarEntry[] entries)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
            foreach (var entry in entries) tar.WriteEntry(entry);
        return packed.ToArray();
    }

    private static void Add(Stream file, string name, byte[] content)
    {
        file.Write(Encoding.ASCII.GetBytes($"{name,-16}{"1700000000",-12}0     0     100644  {content.Length,-10}`\n"));
        file.Write(content);
        if (content.Length % 2 == 1) file.WriteByte((byte)'\n');
    }
}
