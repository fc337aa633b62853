using System.Text.RegularExpressions;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian.Shlibs;

/// <summary>The dependencies of ELF files, as dpkg-shlibdeps(1) computes them: from each needed library's
/// <c>symbols</c> the lowest version that has the symbols that are used, else what its <c>shlibs</c> says.</summary>
internal sealed partial class LibraryDependencies(PackagedLibraries libraries)
{
    private readonly Dictionary<string, string> _versions = new(StringComparer.Ordinal);

    /// <summary>Adds the libraries that a file needs.</summary>
    /// <param name="needed">The sonames that are looked up.</param>
    /// <param name="symbols">The file's symbols.</param>
    /// <returns>The sonames of which no package says a dependency.</returns>
    public IReadOnlyList<string> Add(IEnumerable<string> needed, ElfSymbols symbols)
    {
        var unknown = new List<string>();
        var known = new List<SymbolsFile.Library>();
        foreach (var soname in needed)
        {
            if (libraries.FindSymbols(soname) is { } library)
            {
                known.Add(library);
                Need(library.Templates[0], library.Smallest);
            }
            else if (libraries.FindShlibs(soname) is { } dependency)
            {
                Need(dependency, "");
            }
            else
            {
                unknown.Add(soname);
            }
        }

        foreach (var symbol in symbols.Undefined)
        {
            if (known.Select(l => l.Find(symbol.Versioned)).FirstOrDefault(f => f is not null) is { } found)
                Need(found.Template, found.Version);
        }

        return unknown;
    }

    /// <summary>Adds a dependency as it is written.</summary>
    public void Need(string dependency) => Need(dependency, "");

    /// <summary>The value of the field: each package once if its versions can be joined, sorted.</summary>
    public IReadOnlyList<string> Relations()
    {
        var relations = new SortedSet<string>(StringComparer.Ordinal);
        var least = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var relation in _versions.Select(v => SymbolsFile.Filled(v.Key, v.Value)))
        {
            var match = AtLeast().Match(relation);
            if (!match.Success)
            {
                relations.Add(relation);
                continue;
            }

            var (package, version) = (match.Groups[1].Value, match.Groups[2].Value);
            if (!least.TryGetValue(package, out var known) || DebianVersion.Order.Compare(version, known) > 0)
                least[package] = version;
        }

        foreach (var (package, version) in least)
        {
            // An exact version implies it.
            if (relations.Any(r => r.StartsWith($"{package} (= ", StringComparison.Ordinal))) continue;
            relations.Add(version.Length == 0 ? package : $"{package} (>= {version})");
        }

        return [.. relations];
    }

    private void Need(string template, string version)
    {
        const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var part in template.Split(',', Parts))
        {
            if (!_versions.TryGetValue(part, out var known) || DebianVersion.Order.Compare(version, known) > 0)
                _versions[part] = version;
        }
    }

    // A package alone, or from a version on.
    [GeneratedRegex(@"\A([a-z0-9][a-z0-9+.:-]+)(?: \(>= ([^)]+)\))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex AtLeast();
}
