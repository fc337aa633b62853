using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Debian;

/// <summary>A Debian package of shared libraries, as declared in <c>debs/debs.yaml</c>.</summary>
/// <param name="Name">The binary package's name.</param>
/// <param name="Maintainer">Name and address.</param>
/// <param name="Description">One line.</param>
/// <param name="Libraries">Sonames of its libraries.</param>
/// <param name="Depends">Dependencies that no ELF file names, such as a library loaded with dlopen.</param>
/// <param name="Providers">The packages of libraries that ELF files need.</param>
public sealed record DebDefinition(string Name, string Maintainer, string Description,
    IReadOnlyList<string> Libraries, IReadOnlyList<string> Depends, IReadOnlyDictionary<string, DebProvider> Providers)
{
    /// <summary>A digest of what was written, with what holds for all packages of the file.</summary>
    public string Fingerprint { get; init; } = "";

    private const string Id = "ARG0530";

    /// <summary>The file in which a project declares its debs.</summary>
    public const string FileName = "debs/debs.yaml";

    /// <summary>The debs of a project; none if the file is missing or empty. Error ARG0274 for a file with an almost
    /// correct name.</summary>
    public static IReadOnlyList<DebDefinition> LoadAll(string root) =>
        RoomFile.IsThere(root, FileName) ? Load(Path.Combine(root, FileName)) : [];

    /// <summary>Reads the file, sorted by name; every error has file and line.</summary>
    public static IReadOnlyList<DebDefinition> Load(string path) => Read(YamlFile.Load(path, FileName));

    /// <summary>Reads a parsed document.</summary>
    public static IReadOnlyList<DebDefinition> Read(YamlMap map)
    {
        var maintainer = TextRules.Line.Check(map.Get("maintainer").AsText(), Id);
        var list = map.Get("packages").AsList();
        var providers = ReadProviders(map.Get("libraries").AsMap());
        map.Done();
        var debs = new SortedDictionary<string, DebDefinition>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var deb = ReadOne(item.AsMap(), maintainer, providers) with { Fingerprint = map.Fingerprint() };
            if (!debs.TryAdd(deb.Name, deb)) throw Error(item.Place, $"duplicate '{deb.Name}'", "Remove one.");
        }

        return [.. debs.Values];
    }

    private static DebDefinition ReadOne(
        YamlMap map, string maintainer, IReadOnlyDictionary<string, DebProvider> providers)
    {
        var deb = new DebDefinition(
            TextRules.DebianPackage.Check(map.Get("name").AsText(), Id), maintainer,
            TextRules.Line.Check(map.Get("description").AsText(), Id),
            Checked(map.Find("libraries"), TextRules.SoName),
            Checked(map.Find("depends"), TextRules.DebianDependency), providers);
        map.Done();
        return deb.Libraries.Count > 0
            ? deb
            : throw Error(map.Place, $"'{deb.Name}' has no libraries", "Name their sonames.");
    }

    private static IReadOnlyList<string> Checked(YamlNode? list, TextRule rule) =>
        [.. list?.AsList().Texts().Select(t => rule.Check(t, Id)) ?? []];

    private static Dictionary<string, DebProvider> ReadProviders(YamlMap map)
    {
        var providers = new Dictionary<string, DebProvider>(StringComparer.Ordinal);
        foreach (var (soname, _) in map.Entries)
        {
            var entry = map.Get(soname.Value).AsMap();
            providers.Add(TextRules.SoName.Check(soname, Id), new(
                TextRules.DebianPackage.Check(entry.Get("package").AsText(), Id),
                entry.Find("versions") is { } versions ? TextRules.SymbolVersions.Check(versions.AsText(), Id) : null));
            entry.Done();
        }

        return providers;
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(Id, place, cause, remedy));
}

/// <summary>The package of a library.</summary>
/// <param name="Package">The package.</param>
/// <param name="Versions">The prefix of symbol versions whose rest is the package's version, such as <c>GLIBC_</c>;
/// null if symbol versions don't determine the package's.</param>
public sealed record DebProvider(string Package, string? Versions);
