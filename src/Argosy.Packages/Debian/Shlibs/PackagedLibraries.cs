using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Debian.Shlibs;

/// <summary>The shared libraries of a root's packages, as dpkg's record in the root says: their package, and its
/// <c>symbols</c> and <c>shlibs</c>.</summary>
internal sealed class PackagedLibraries
{
    private const string Folder = "var/lib/dpkg/info";
    private readonly string _info;
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SymbolsFile?> _symbols = new(StringComparer.Ordinal);

    /// <summary>Reads the lists of a root. Error ARG0527 if it has no record.</summary>
    public PackagedLibraries(string root, Architecture architecture)
    {
        _info = Path.Combine(Path.GetFullPath(root), Folder);
        var lists = FolderListing.FilesOf(_info, ".list");
        if (lists.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0527", new(root),
                "the root has no record of its packages, from which dependencies are computed",
                "Remove the folder and build it again."));
        }

        string[] folders =
        [
            $"/usr/lib/{architecture.GnuTriplet}/", $"/lib/{architecture.GnuTriplet}/", "/usr/lib/", "/lib/",
            $"{Path.GetDirectoryName(architecture.DynamicLoader)}/",
        ];
        foreach (var list in lists)
        {
            foreach (var line in File.ReadLines(list).Where(l => l.Contains(".so", StringComparison.Ordinal)))
            {
                var name = line[(line.LastIndexOf('/') + 1)..];
                if (folders.Contains(line[..^name.Length]))
                    _owners.TryAdd(name, Path.GetFileNameWithoutExtension(list));
            }
        }
    }

    /// <summary>The library's record in its package's <c>symbols</c>, or null.</summary>
    public SymbolsFile.Library? FindSymbols(string soname)
    {
        if (_owners.GetValueOrDefault(soname) is not { } owner) return null;
        if (!_symbols.TryGetValue(owner, out var file))
        {
            var path = Path.Combine(_info, $"{owner}.symbols");
            _symbols[owner] = file = File.Exists(path) ? SymbolsFile.Parse(File.ReadAllText(path)) : null;
        }

        return file?.Find(soname);
    }

    /// <summary>The dependency in its package's <c>shlibs</c> (deb-shlibs(5)): empty for none needed, null if
    /// unknown.</summary>
    public string? FindShlibs(string soname)
    {
        if (_owners.GetValueOrDefault(soname) is not { } owner || SoName.TrySplit(soname) is not { } parts) return null;
        var path = Path.Combine(_info, $"{owner}.shlibs");
        if (!File.Exists(path)) return null;
        // [type:] library version dependencies. A type is for installers.
        return (from line in File.ReadLines(path)
                let fields = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries)
                where fields.Length >= 2 && fields[0] == parts.Library && fields[1] == parts.Version
                select fields.ElementAtOrDefault(2)?.Trim() ?? "").FirstOrDefault();
    }

    /// <summary>The package of a library, as dpkg names its files; null if no package has it.</summary>
    public string? FindOwner(string soname) => _owners.GetValueOrDefault(soname)?.Split(':')[0];
}
