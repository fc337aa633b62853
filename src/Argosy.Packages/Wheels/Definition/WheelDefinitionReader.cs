using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels.Definition;

/// <summary>Reads an item of <c>packages:</c>.</summary>
internal static class WheelDefinitionReader
{
    private const string Id = "ARG0501";

    /// <summary>One package. Errors with file and line.</summary>
    public static WheelDefinition Read(YamlMap map)
    {
        var name = map.Get("name").AsText();
        var wheel = new WheelDefinition(name.Required())
        {
            Place = map.Place,
            Version = map.Find("version") is { } version
                ? PythonVersion.Parse(TextRules.PythonVersion.Check(version.AsText(), Id))
                : null,
            Source = map.Find("source") is { } source ? TextRules.DebianPackage.Check(source.AsText(), Id) : null,
            Smoke = map.Find("smoke")?.AsText().Required(),
            Packages = Sorted(map.Find("packages"), TextRules.DebianPackage),
            BuildPackages = Sorted(map.Find("build-packages"), TextRules.DebianPackage),
            Environment = ReadEnvironment(map.Map("environment")),
            Tools = [.. Checked(map.Find("tools"), TextRules.Program)],
            Subdirectory = map.Find("subdirectory") is { } folder
                ? TextRules.ProjectPath.Check(folder.AsText(), Id)
                : null,
            Project = map.Find("project") is { } project
                ? TextRules.ProjectFolder.Check(project.AsText(), Id)
                : null,
            Inputs = [.. Checked(map.Find("inputs"), TextRules.ProjectGlob)],
            Natives = [.. Checked(map.Find("natives"), TextRules.ItemName)],
            Build = map.Find("build") is { } build ? ReadBuild(build.AsText()) : WheelBuildChoice.Auto,
            Skip = map.Find("skip") is { } skip ? ReadSkip(skip) : null,
            Fingerprint = map.Fingerprint(),
        };
        map.Done();
        RefuseContradiction(map, wheel);
        var normalized = WheelName.Normalize(name.Value);
        return name.Value == normalized || !TextRules.PythonProject.Allows(normalized)
            ? wheel with { Name = TextRules.PythonProject.Check(name, Id) }
            : throw Error(name.Place, $"'{name.Value}' isn't a normalised project name", $"Write '{normalized}'.");
    }

    // A part of this project has no sdist.
    private static void RefuseContradiction(YamlMap map, WheelDefinition wheel)
    {
        var key = wheel.Project is null
            ? wheel.Inputs.Count > 0 ? "inputs" : null
            : ((string[])["source", "subdirectory", "version"]).FirstOrDefault(k => map.Find(k) is not null);
        if (key is null) return;
        throw wheel.Project is null
            ? Error(map.Get(key).Place, "'inputs' are of a wheel that is built from a folder of this project",
                "Name that folder as 'project:', or remove 'inputs:'.")
            : Error(map.Get(key).Place, $"'{key}' is of an sdist, and 'project' is a folder of this project",
                "Remove one of them.");
    }

    private static IReadOnlyList<string> Sorted(YamlNode? list, TextRule rule) =>
        [.. Checked(list, rule).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Checked(YamlNode? list, TextRule rule) =>
        list?.AsList().Texts().Select(t => rule.Check(t, Id)).Distinct() ?? [];

    private static SortedDictionary<string, string> ReadEnvironment(YamlMap? map)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map?.Entries ?? [])
            variables.Add(TextRules.Variable.Check(key, Id), TextRules.Line.Check(value.AsText(), Id));
        return variables;
    }

    private static WheelBuildChoice ReadBuild(YamlText text) => text.Value switch
    {
        "auto" => WheelBuildChoice.Auto,
        "cross" => WheelBuildChoice.Cross,
        "emulated" => WheelBuildChoice.Emulated,
        _ => throw Error(text.Place, $"'{text.Value}' isn't a way to build a wheel",
            Suggestion.For(text.Value, ["auto", "cross", "emulated"])),
    };

    private static WheelSkip ReadSkip(YamlNode node)
    {
        if (node is not YamlMap map) return new([], TextRules.Line.Check(node.AsText(), Id));
        var platforms = PlatformNames.Read(map.Get("platforms").AsList());
        var reason = TextRules.Line.Check(map.Get("reason").AsText(), Id);
        map.Done();
        return new(platforms, reason);
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(Id, place, cause, remedy));
}
