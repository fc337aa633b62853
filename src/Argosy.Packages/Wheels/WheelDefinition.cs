using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels;

/// <summary>A wheel to build, as <c>wheels/wheels.yaml</c> lists it.</summary>
/// <param name="Name">The project's name as PEP 503 normalises it.</param>
/// <param name="Source">The Debian source package whose <c>.orig</c> tarball is the upstream sdist.</param>
/// <param name="Smoke">Python statements that fail where the installed wheel doesn't work.</param>
public sealed partial record WheelDefinition(string Name, string Source, string Smoke)
{
    /// <summary>Where a project lists its wheels.</summary>
    public const string FileName = "wheels/wheels.yaml";

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
                throw Error(item.Place, $"'{wheel.Name}' stands twice", "Remove one.");
        }

        return wheels.Count > 0 ? [.. wheels.Values] : throw Error(list.Place, "the list is empty", "Name a package.");
    }

    private static WheelDefinition ReadOne(YamlMap map)
    {
        var name = map.Get("name").AsText();
        var source = map.Get("source").AsText();
        var wheel = new WheelDefinition(name.Required(), source.Required(), map.Text("smoke"));
        map.Done();
        var normalized = WheelName.Normalize(name.Value);
        if (name.Value != normalized || !NormalName().IsMatch(normalized))
            throw Error(name.Place, $"'{name.Value}' isn't a normalised project name", $"Write '{normalized}'.");
        return DebianName().IsMatch(source.Value)
            ? wheel
            : throw Error(source.Place, $"'{source.Value}' can't be a Debian source package", "Write it as the archive does.");
    }

    private static ArgosyException Error(Place place, string cause, string remedy) =>
        new(new Diagnosis("ARG0501", place, cause, remedy));

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex NormalName();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+.-]+\z")]
    private static partial Regex DebianName();
}
