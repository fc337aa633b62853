using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Argosy.Artifacts;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.Tests.Layers;

/// <summary>Debian packages written byte by byte, in a cache with a lock that names them: no mirror is
/// needed.</summary>
internal sealed class SmallDebs(TestFolder folder, string architecture = "x64")
{
    private readonly SortedDictionary<string, LockedPackage> _packages = new(StringComparer.Ordinal);

    /// <summary>Adds or replaces a package.</summary>
    /// <param name="name">Its name, or name and version with a space.</param>
    /// <param name="entries">With a file's text, or a link's target; folders end with a slash.</param>
    /// <param name="control">Further fields.</param>
    public SmallDebs Add(string name, (TarEntryType Type, string Name, string Text)[] entries, string control = "")
    {
        var (package, version) = name.Split(' ') is [var n, var v] ? (n, v) : (name, "1");
        var text = $"Package: {package}\nVersion: {version}\nArchitecture: all\n{control}";
        var bytes = Deb(text, entries);
        var digest = Digest.Of(bytes);
        var path = folder["debs", digest.Hex[..2], $"{digest.Hex}.deb"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        _packages[package] = new(package, version, digest);
        return this;
    }

    /// <summary>A package of one file.</summary>
    public SmallDebs Add(string name, string path, string text, string control = "") =>
        Add(name, [(TarEntryType.RegularFile, path, text)], control);

    /// <summary>The root of all of them.</summary>
    public async Task<PackagedRoot> RootAsync()
    {
        var set = new PackageSet(Images.On(architecture), "image-test", [.. _packages.Keys]);
        AtomicFile.Write(
            PackageLock.PathOf(folder["locks"], set), new PackageLock(set.Packages, [.. _packages.Values]).Text(set));
        using var builder = new RootBuilder(
            new(_ => { }), new RootOptions(folder["locks"]) { CacheFolder = folder["debs"], Locked = true });
        return await builder.PackageAsync(set, default);
    }

    private static byte[] Deb(string control, (TarEntryType Type, string Name, string Text)[] entries)
    {
        var deb = new MemoryStream();
        deb.Write("!<arch>\n"u8);
        Member(deb, "debian-binary", "2.0\n"u8.ToArray());
        Member(deb, "control.tar.gz", Tar([(TarEntryType.RegularFile, "./control", control)]));
        Member(deb, "data.tar.gz", Tar(entries));
        return deb.ToArray();
    }

    private static void Member(MemoryStream deb, string name, byte[] bytes)
    {
        deb.Write(Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"100644",-8}{bytes.Length,-10}`\n"));
        deb.Write(bytes);
        if (bytes.Length % 2 == 1) deb.WriteByte((byte)'\n');
    }

    private static byte[] Tar((TarEntryType Type, string Name, string Text)[] entries)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new TarWriter(gzip, TarEntryFormat.Gnu))
        {
            foreach (var (type, name, text) in entries)
            {
                var entry = new GnuTarEntry(type, name)
                {
                    Mode = (UnixFileMode)0b111_101_101,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                };
                if (type == TarEntryType.RegularFile)
                    entry.DataStream = new MemoryStream(Encoding.Latin1.GetBytes(text));
                else if (text.Length > 0) entry.LinkName = text;
                writer.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }
}
