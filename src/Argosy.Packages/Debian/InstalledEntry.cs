using Argosy.Artifacts.Files;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>The subject of an installed file, by its path.</summary>
internal enum InstalledSubject
{
    /// <summary>A public shared library, or a link to one.</summary>
    Library,

    /// <summary>For compilers and linkers.</summary>
    Development,

    /// <summary>A program, or what belongs to programs.</summary>
    Program,

    /// <summary>A plug-in, data, configuration.</summary>
    Other,

    /// <summary>In no package: tests, libtool's archives.</summary>
    None,
}

/// <summary>A file or link of an install folder.</summary>
/// <param name="Path">Relative to the folder.</param>
/// <param name="Source">Absolute.</param>
/// <param name="Subject">Its subject.</param>
internal sealed record InstalledEntry(string Path, string Source, InstalledSubject Subject)
{
    /// <summary>A link's text; null for a file.</summary>
    public string? Link { get; private init; }

    /// <summary>Its ELF data, for a program or a shared object that isn't a link.</summary>
    public ElfFile? Elf { get; private init; }

    /// <summary>Whether its owner may execute it.</summary>
    public bool IsProgram { get; private init; }

    /// <summary>Its name without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All of a folder, sorted by path.</summary>
    /// <param name="folder">The install folder.</param>
    /// <param name="triplet">The architecture's own folder below <c>lib</c> and <c>include</c>.</param>
    public static IReadOnlyList<InstalledEntry> All(string folder, string triplet)
    {
        var entries = new List<InstalledEntry>();
        Add(System.IO.Path.GetFullPath(folder), "", triplet, entries);
        return entries;
    }

    private static void Add(string folder, string below, string triplet, List<InstalledEntry> entries)
    {
        foreach (var listed in FolderListing.Read(System.IO.Path.Combine(folder, below)))
        {
            var path = below.Length == 0 ? listed.Name : $"{below}/{listed.Name}";
            var source = System.IO.Path.Combine(folder, path);
            if (listed.Kind == FileKind.Folder) Add(folder, path, triplet, entries);
            else entries.Add(Of(path, source, listed, triplet));
        }
    }

    private static InstalledEntry Of(string path, string source, ListedFile listed, string triplet)
    {
        var link = listed.Kind == FileKind.Link ? new FileInfo(source).LinkTarget : null;
        var elf = listed.Kind == FileKind.File ? ElfFile.TryRead(source) : null;
        if (elf?.Kind is not (ElfKind.Executable or ElfKind.Shared)) elf = null;
        var inner = path.Replace($"/{triplet}/", "/", StringComparison.Ordinal).Split('/');
        return new(path, source, SubjectOf(inner, link, elf))
        {
            Link = link,
            Elf = elf,
            IsProgram = listed.IsProgram,
        };
    }

    private static InstalledSubject SubjectOf(string[] path, string? link, ElfFile? elf) => path switch
    {
        ["test", ..] => InstalledSubject.None,
        ["include", ..] => InstalledSubject.Development,
        ["lib", "pkgconfig" or "cmake", ..] => InstalledSubject.Development,
        ["share", "pkgconfig" or "cmake" or "aclocal", ..] => InstalledSubject.Development,
        ["share", "man", "man2" or "man3", ..] => InstalledSubject.Development,
        ["lib", var name] => OfLibrary(name, link, elf),
        ["bin" or "sbin" or "libexec", ..] => InstalledSubject.Program,
        ["share", "man" or "bash-completion" or "applications", ..] => InstalledSubject.Program,
        _ => InstalledSubject.Other,
    };

    private static InstalledSubject OfLibrary(string name, string? link, ElfFile? elf) =>
        name.EndsWith(".la", StringComparison.Ordinal) ? InstalledSubject.None
        : name.EndsWith(".a", StringComparison.Ordinal) ? InstalledSubject.Development
        : link is not null && name.EndsWith(".so", StringComparison.Ordinal) ? InstalledSubject.Development
        : link is not null && name.Contains(".so.", StringComparison.Ordinal) ? InstalledSubject.Library
        : elf is { Kind: ElfKind.Shared, SoName: not null } ? InstalledSubject.Library
        : InstalledSubject.Other;
}
