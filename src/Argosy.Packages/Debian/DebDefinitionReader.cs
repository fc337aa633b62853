using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Debian;

/// <summary>Reads <c>debs/debs.yaml</c>.</summary>
internal static class DebDefinitionReader
{
    private const string Id = "ARG0530";

    public static IReadOnlyList<DebDefinition> Read(YamlMap map)
    {
        var maintainer = TextRules.Line.Check(map.Get("maintainer").AsText(), Id);
        var list = map.Get("packages").AsList();
        var providers = map.Map("libraries") is { } libraries ? ReadProviders(libraries) : [];
        map.Done();
        var debs = new SortedDictionary<string, DebDefinition>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var deb = ReadOne(item.AsMap(), maintainer) with
            {
                Providers = providers,
                Fingerprint = map.Fingerprint(),
            };
            if (!debs.TryAdd(deb.Name, deb)) throw Error(item.Place, $"duplicate '{deb.Name}'", "Remove one.");
        }

        return [.. debs.Values];
    }

    private static DebDefinition ReadOne(YamlMap map, string maintainer)
    {
        var native = Find(map, "native", TextRules.ItemName);
        var name = Find(map, "name", TextRules.DebianPackage);
        var libraries = Texts(map, "libraries", TextRules.SoName);
        var deb = new DebDefinition(name ?? native ?? "", maintainer)
        {
            Place = map.Place,
            Native = native,
            Runtime = name,
            Description = Find(map, "description", TextRules.Line),
            Details = Find(map, "details", TextRules.Line),
            Libraries = libraries,
            Depends = Texts(map, "depends", TextRules.DebianDependency),
            DevelopmentDepends = Texts(map, "dev-depends", TextRules.DebianDependency),
            Development = DebPart.Read(map.Find("dev"), Id),
            Programs = DebPart.Read(map.Find("programs"), Id),
            HasDebug = map.Bool("debug", absent: true),
            HasOwnHeaders = ReadHeaders(map.Find("headers")),
            License = Find(map, "license", TextRules.ProjectPath) ?? "LICENSE",
            Smoke = map.Find("smoke") is { } smoke ? TextRules.CompiledSource.Check(smoke.AsText(), Id) : null,
        };
        map.Done();
        if (native is null && (name is null || libraries.Count == 0))
        {
            throw Error(map.Place,
                name is null ? "a package names neither a native item nor itself" : $"'{name}' has no libraries",
                "Write 'native:' with an item of argosy.yaml, or 'name:' and 'libraries:' with their sonames.");
        }

        return deb;
    }

    private static string? Find(YamlMap map, string key, TextRule rule) =>
        map.Find(key) is { } node ? rule.Check(node.AsText(), Id) : null;

    private static IReadOnlyList<string> Texts(YamlMap map, string key, TextRule rule) =>
        [.. map.Find(key)?.AsList().Texts().Select(t => rule.Check(t, Id)) ?? []];

    private static bool ReadHeaders(YamlNode? node) => node?.AsText().Value switch
    {
        null or "shared" => false,
        "architecture" => true,
        var other => throw Error(node.Place, $"'{other}' says nothing of headers",
            "Write 'shared', or 'architecture' for headers that differ between architectures."),
    };

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
