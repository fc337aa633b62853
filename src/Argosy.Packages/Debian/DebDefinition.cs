using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Debian;

/// <summary>A Debian package of shared libraries, as <c>debs/debs.yaml</c> describes it.</summary>
/// <param name="Name">The binary package's name.</param>
/// <param name="Maintainer">Name and address.</param>
/// <param name="Description">One line.</param>
/// <param name="Libraries">Sonames of what it holds.</param>
/// <param name="Depends">Packages it needs that no ELF file names, such as what a library loads by itself.</param>
/// <param name="Providers">Which package has a library that ELF files need.</param>
public sealed partial record DebDefinition(string Name, string Maintainer, string Description,
    IReadOnlyList<string> Libraries, IReadOnlyList<string> Depends, IReadOnlyDictionary<string, DebProvider> Providers)
{
    /// <summary>Where a project describes its debs.</summary>
    public const string FileName = "debs/debs.yaml";

    /// <summary>Reads the file, sorted by name; every error has file and line.</summary>
    public static IReadOnlyList<DebDefinition> Load(string path) => Read(YamlFile.Load(path, FileName));

    /// <summary>Reads a parsed document.</summary>
    public static IReadOnlyList<DebDefinition> Read(YamlMap map)
    {
        var maintainer = map.Text("maintainer");
        var list = map.Get("packages").AsList();
        var providers = ReadProviders(map.Get("libraries").AsMap());
        map.Done();
        var debs = new SortedDictionary<string, DebDefinition>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var deb = ReadOne(item.AsMap(), maintainer, providers);
            if (!debs.TryAdd(deb.Name, deb)) throw Error(item.Place, $"'{deb.Name}' stands twice", "Remove one.");
        }

        return debs.Count > 0 ? [.. debs.Values] : throw Error(list.Place, "the list is empty", "Name a package.");
    }

    private static DebDefinition ReadOne(YamlMap map, string maintainer, IReadOnlyDictionary<string, DebProvider> providers)
    {
        var name = map.Get("name").AsText();
        var deb = new DebDefinition(name.Required(), maintainer, map.Text("description"),
            map.Texts("libraries"), map.Texts("depends"), providers);
        map.Done();
        if (!PackageName().IsMatch(deb.Name))
            throw Error(name.Place, $"'{deb.Name}' can't be a Debian package's name", "Use lower-case letters, digits, + - and dots.");
        if (deb.Libraries.Count == 0) throw Error(map.Place, $"'{deb.Name}' has no libraries", "Name their sonames.");
        return deb.Libraries.FirstOrDefault(l => l != Path.GetFileName(l)) is { } path
            ? throw Error(map.Place, $"'{path}' isn't a soname", "Write the file's name without a folder.")
            : deb;
    }

    private static Dictionary<string, DebProvider> ReadProviders(YamlMap map)
    {
        var providers = new Dictionary<string, DebProvider>(StringComparer.Ordinal);
        foreach (var (soname, _) in map.Entries)
        {
            var entry = map.Get(soname.Value).AsMap();
            providers.Add(soname.Value, new(entry.Text("package"), entry.Find("versions")?.AsText().Required()));
            entry.Done();
        }

        return providers;
    }

    private static ArgosyException Error(Place place, string cause, string remedy) =>
        new(new Diagnosis("ARG0530", place, cause, remedy));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+.-]+\z")]
    private static partial Regex PackageName();
}

/// <summary>The package that has a library.</summary>
/// <param name="Package">The package.</param>
/// <param name="Versions">What symbol versions begin with whose rest is the package's version, such as <c>GLIBC_</c>;
/// null where symbol versions say nothing of the package's.</param>
public sealed record DebProvider(string Package, string? Versions);
