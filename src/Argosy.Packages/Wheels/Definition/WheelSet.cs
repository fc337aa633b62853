using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels.Definition;

/// <summary>What <c>wheels/wheels.yaml</c> says.</summary>
/// <param name="Packages">Notes on packages, sorted by name; without constraints, the list of what is built.</param>
public sealed record WheelSet(IReadOnlyList<WheelDefinition> Packages)
{
    private const string Id = "ARG0501";

    /// <summary>The file in which a project declares its wheels.</summary>
    public const string FileName = "wheels/wheels.yaml";

    /// <summary>The set of a project without wheels.</summary>
    public static WheelSet Empty { get; } = new([]);

    /// <summary>The platforms that wheels are built for; empty for all of the model's.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>The path of the constraints file, relative to the project; null if there is none.</summary>
    public string? Constraints { get; init; }

    /// <summary>Where sdists come from, in the order in which they are tried.</summary>
    public IReadOnlyList<WheelSource> Sources { get; init; } = [new WheelSource.Debian([])];

    /// <summary>The set of a project; empty if the file is missing or empty. Error ARG0274 for a file with an almost
    /// correct name.</summary>
    public static WheelSet LoadAll(string root) =>
        RoomFile.IsThere(root, FileName) ? Load(Path.Combine(root, FileName)) : Empty;

    /// <summary>Reads the file; every error has file and line.</summary>
    public static WheelSet Load(string path) => Read(YamlFile.Load(path, FileName));

    /// <summary>Reads a parsed document.</summary>
    public static WheelSet Read(YamlMap map)
    {
        var constraints = map.Find("constraints") is { } file ? TextRules.ProjectPath.Check(file.AsText(), Id) : null;
        var packages = constraints is null ? map.Get("packages") : map.Find("packages");
        var platforms = map.Find("platforms") is { } names ? PlatformNames.Read(names.AsList()) : [];
        var sources = map.Find("sources")?.AsList();
        map.Done();
        var set = new WheelSet(ReadPackages(packages?.AsList()))
        {
            Platforms = platforms,
            Constraints = constraints,
        };
        return sources is null ? set : set with { Sources = ReadSources(sources) };
    }

    /// <summary>The same set, or error ARG0550 for each platform and native item in it that the model doesn't
    /// have.</summary>
    public WheelSet CheckFor(Model model)
    {
        var unknown =
            (from p in Platforms select (Place: new SourceLocation(FileName), Platform: p))
            .Concat(from d in Packages from p in d.Skip?.Platforms ?? [] select (d.Place, Platform: p))
            .Where(e => !model.Platforms.Contains(e.Platform))
            .Select(e => new Diagnostic("ARG0550", e.Place, $"'{e.Platform}' isn't a platform of {Model.FileName}",
                Suggestion.For(e.Platform.Name, model.Platforms.Select(p => p.Name))))
            .Concat(from d in Packages
                    from n in d.Natives
                    where model.Native.All(i => i.Name != n)
                    select new Diagnostic("ARG0550", d.Place, $"'{n}' isn't a native item of {Model.FileName}",
                        model.Native.Count > 0
                            ? Suggestion.For(n, model.Native.Select(i => i.Name))
                            : $"Declare it under 'native:' in {Model.FileName}."))
            .ToList();
        return unknown.Count == 0 ? this : throw new ArgosyException(unknown);
    }

    private static IReadOnlyList<WheelDefinition> ReadPackages(YamlList? list)
    {
        var wheels = new SortedDictionary<string, WheelDefinition>(StringComparer.Ordinal);
        foreach (var item in list?.Items ?? [])
        {
            var wheel = WheelDefinitionReader.Read(item.AsMap());
            if (!wheels.TryAdd(wheel.Name, wheel))
                throw new ArgosyException(new Diagnostic(Id, item.Place, $"duplicate '{wheel.Name}'", "Remove one."));
        }

        return [.. wheels.Values];
    }

    private static List<WheelSource> ReadSources(YamlList list)
    {
        var sources = new List<WheelSource>();
        foreach (var item in list.Items)
        {
            var source = WheelSource.Read(item.AsMap());
            if (sources.Contains(source))
                throw new ArgosyException(new Diagnostic(Id, item.Place, "duplicate source", "Remove one."));
            sources.Add(source);
        }

        return sources.Count > 0 ? sources : throw EmptyList.At(list.Place);
    }
}
