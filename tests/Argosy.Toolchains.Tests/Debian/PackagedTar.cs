using System.Formats.Tar;
using Argosy.Toolchains.Debian;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>Writes packaged roots as tars, which other programs read.</summary>
internal static class PackagedTar
{
    public static async Task WriteAsync(PackagedRoot root, string path)
    {
        var contents = new Dictionary<(int, int), byte[]>();
        for (var package = 0; package < root.Packages.Count; package++)
        {
            var at = package;
            await root.ReadAsync(package, (ordinal, content) =>
            {
                var copy = new MemoryStream();
                content.CopyTo(copy);
                contents[(at, ordinal)] = copy.ToArray();
            }, default);
        }

        await using var tar = new TarWriter(File.Create(path), TarEntryFormat.Gnu);
        foreach (var entry in root.Entries)
        {
            var written = new GnuTarEntry(TypeOf(entry.Kind), entry.Path)
            {
                Mode = entry.Mode,
                Uid = entry.Owner,
                Gid = entry.Group,
            };
            if (entry.Kind == PackagedKind.Link) written.LinkName = entry.Link;
            if (entry.Kind == PackagedKind.File)
            {
                written.DataStream = new MemoryStream(
                    entry.Package is { } package ? contents[(package, entry.Ordinal)] : entry.Bytes!);
            }

            await tar.WriteEntryAsync(written);
        }
    }

    private static TarEntryType TypeOf(PackagedKind kind) => kind switch
    {
        PackagedKind.Folder => TarEntryType.Directory,
        PackagedKind.Link => TarEntryType.SymbolicLink,
        _ => TarEntryType.RegularFile,
    };
}
