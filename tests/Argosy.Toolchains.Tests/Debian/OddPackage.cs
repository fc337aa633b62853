using System.Formats.Tar;
using System.Text;
using Argosy.Platforms;
using Argosy.Toolchains.Debian.Roots;

namespace Argosy.Toolchains.Tests.Debian;

/// <summary>A package's files as an archive in any order, also in orders that dpkg-deb never writes.</summary>
internal sealed class OddPackage
{
    private readonly List<TarEntry> _entries = [];

    public OddPackage Folder(string name, int mode = 0b111_101_101) =>
        Add(new(TarEntryType.Directory, name) { Mode = (UnixFileMode)mode });

    public OddPackage File(string name, string text = "x") => Add(new(TarEntryType.RegularFile, name)
    {
        Mode = (UnixFileMode)0b110_100_100,
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
    });

    public OddPackage Link(string name, string target) =>
        Add(new(TarEntryType.SymbolicLink, name) { LinkName = target });

    public OddPackage HardLink(string name, string target) =>
        Add(new(TarEntryType.HardLink, name) { LinkName = target });

    public OddPackage Pipe(string name) => Add(new(TarEntryType.Fifo, name));

    public MemoryStream Open()
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Gnu, leaveOpen: true))
        {
            foreach (var entry in _entries) writer.WriteEntry(entry);
        }

        return new(tar.ToArray());
    }

    /// <summary>Unpacks packages, named a, b and so on, into a folder.</summary>
    public static void Unpack(string folder, params IReadOnlyList<OddPackage> packages)
    {
        using var sink = new FolderSink(Directory.CreateDirectory(folder).FullName);
        Assemble(sink, packages);
    }

    /// <summary>Unpacks them into a tar and returns its entries.</summary>
    public static IReadOnlyList<TarEntry> Pack(params IReadOnlyList<OddPackage> packages)
    {
        var made = new MemoryStream();
        using (var sink = new TarSink(made)) Assemble(sink, packages);
        using var reader = new TarReader(new MemoryStream(made.ToArray()));
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry(copyData: true) is { } entry) entries.Add(entry);
        return entries;
    }

    private static void Assemble(IRootSink sink, IReadOnlyList<OddPackage> packages)
    {
        var assembly = new RootAssembly(Architecture.TryFind("arm64")!, sink);
        foreach (var (index, package) in packages.Index())
            assembly.AddFiles(new($"/debs/{(char)('a' + index)}.deb"), package.Open());
        assembly.Finish();
    }

    private OddPackage Add(GnuTarEntry entry)
    {
        entry.ModificationTime = DateTimeOffset.UnixEpoch.AddDays(1);
        _entries.Add(entry);
        return this;
    }
}
