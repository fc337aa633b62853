using Argosy.Platforms;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The table of build backends and requirements: <c>backends.yaml</c>.</summary>
public sealed class BuildBackends
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _absent;
    private readonly IReadOnlyDictionary<string, string> _requirements;
    private readonly IReadOnlyDictionary<string, string> _programs;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _backends;
    private readonly IReadOnlyList<string> _buildRoot;
    private readonly IReadOnlyList<string> _emulatedRoot;

    private BuildBackends(YamlMap map)
    {
        _buildRoot = map.Texts("build-root");
        _emulatedRoot = map.Texts("emulated-root");
        _absent = Lists(map.Get("absent").AsMap());
        _requirements = Texts(map.Get("requirements").AsMap());
        _programs = Texts(map.Get("programs").AsMap());
        _backends = Lists(map.Get("backends").AsMap());
        map.Done();
    }

    /// <summary>The table of this version.</summary>
    public static BuildBackends Table { get; } =
        new(YamlFile.Parse(Embedded.Text("backends.yaml"), "backends.yaml"));

    /// <summary>Every program that a backend starts.</summary>
    public IReadOnlyList<string> AllTools =>
        [.. _backends.Values.SelectMany(t => t).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Debian packages of a distribution's Python root.</summary>
    public IReadOnlyList<string> BuildRoot(Distribution distribution) =>
        [.. _buildRoot.Except(_absent.GetValueOrDefault(distribution.Name, []))];

    /// <summary>Debian packages of a platform's root in which wheels are built.</summary>
    public IReadOnlyList<string> EmulatedRoot(Distribution distribution) =>
        [.. _emulatedRoot.Concat(BuildRoot(distribution)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The Debian package that meets a requirement.</summary>
    /// <param name="name">Its normalised name.</param>
    public string PackageOf(string name) => _requirements.GetValueOrDefault(name) ?? $"python3-{name}";

    /// <summary>The program that a requirement is; null if it is none.</summary>
    /// <param name="name">Its normalised name.</param>
    public string? ProgramOf(string name) => _programs.GetValueOrDefault(name);

    /// <summary>The programs that a backend starts.</summary>
    /// <param name="backend">Its module.</param>
    public IReadOnlyList<string> ToolsOf(string backend) => _backends.GetValueOrDefault(backend.Split('.')[0], []);

    private static SortedDictionary<string, string> Texts(YamlMap map) => new(
        map.Entries.ToDictionary(e => e.Key.Value, e => map.Text(e.Key.Value)), StringComparer.Ordinal);

    private static SortedDictionary<string, IReadOnlyList<string>> Lists(YamlMap map) => new(
        map.Entries.ToDictionary(e => e.Key.Value, e => map.Texts(e.Key.Value)), StringComparer.Ordinal);
}
