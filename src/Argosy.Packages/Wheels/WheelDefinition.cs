using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels;

/// <summary>A wheel to build, as declared in <c>wheels/wheels.yaml</c>.</summary>
/// <param name="Name">The project's name, normalised by PEP 503.</param>
/// <param name="Source">The Debian source package whose <c>.orig</c> tarball is the upstream sdist.</param>
/// <param name="Smoke">Python statements that fail if the installed wheel doesn't work.</param>
public sealed record WheelDefinition(string Name, string Source, string Smoke)
{
    /// <summary>Programs of the machine that its build starts, besides compilers and shell tools, such as
    /// <c>pkg-config</c>.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>A digest of what was written.</summary>
    public string Fingerprint { get; init; } = "";

    private const string Id = "ARG0501";

    /// <summary>The file in which a project lists its wheels.</summary>
    public const string FileName = "wheels/wheels.yaml";

    /// <summary>The wheels of a project; none if the file is missing or empty. Error ARG0274 for a file with an almost
    /// correct name.</summary>
    public static IReadOnlyList<WheelDefinition> LoadAll(string root) =>
        RoomFile.IsThere(root, FileName) ? Load(Path.Combine(root, FileName)) : [];

    /// <summary>Reads the file, sorted by name; every error has file and line.</summary>
    public static IReadOnlyList<WheelDefinition> Load(string path) => Read(YamlFile.Load(path, FileName));

    /// <summary>Reads a parsed document.</summary>
    public static IReadOnlyList<WheelDefinition> Read(YamlMap map)
    {
        var list = map.Get("packages").AsList();
        map.Done();
        var wheels = new SortedDictionary<string, WheelDefinition>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var wheel = ReadOne(item.AsMap());
            if (!wheels.TryAdd(wheel.Name, wheel))
                throw Error(item.Place, $"duplicate '{wheel.Name}'", "Remove one.");
        }

        return [.. wheels.Values];
    }

    private static WheelDefinition ReadOne(YamlMap map)
    {
        var name = map.Get("name").AsText();
        var source = map.Get("source").AsText();
        var wheel = new WheelDefinition(name.Required(), TextRules.DebianPackage.Check(source, Id), map.Text("smoke"))
        {
            Fingerprint = map.Fingerprint(),
            Tools =
            [
                .. map.Find("tools")?.AsList().Texts().Select(t => TextRules.Program.Check(t, Id)).Distinct() ?? []
            ],
        };
        map.Done();
        var normalized = WheelName.Normalize(name.Value);
        return name.Value == normalized || !TextRules.PythonProject.Allows(normalized)
            ? wheel with { Name = TextRules.PythonProject.Check(name, Id) }
            : throw Error(name.Place, $"'{name.Value}' isn't a normalised project name", $"Write '{normalized}'.");
    }

    private static ArgosyException Error(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic(Id, place, cause, remedy));
}
