using Argosy.Artifacts.Files;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Mirrors.Python;

/// <summary>Versions that a mirror still has but that pip installs only if they are named exactly (PEP 592), as
/// declared in <c>wheels/yanked.yaml</c>.</summary>
/// <remarks><code>
/// markupsafe==2.1.2: Its extension crashes on s390x.
/// </code></remarks>
public sealed class YankedWheels
{
    private const string Id = "ARG0581";
    private readonly Dictionary<string, List<(string Version, string Reason)>> _reasons =
        new(StringComparer.Ordinal);

    private YankedWheels()
    {
    }

    /// <summary>The file in which a project lists them.</summary>
    public const string FileName = "wheels/yanked.yaml";

    /// <summary>No version is yanked.</summary>
    public static YankedWheels None { get; } = new();

    /// <summary>Those of a project; none if the file is missing or empty. Error ARG0581 for an entry that isn't a
    /// version of a project.</summary>
    public static YankedWheels Load(string root) =>
        RoomFile.IsThere(root, FileName) ? Read(YamlFile.Load(Path.Combine(root, FileName), FileName)) : None;

    /// <summary>Reads a parsed document.</summary>
    public static YankedWheels Read(YamlMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var yanked = new YankedWheels();
        foreach (var (key, value) in map.Entries) yanked.Add(key, TextRules.Line.Check(value.AsText(), Id));
        return yanked;
    }

    /// <summary>Why a wheel is yanked; null if it isn't.</summary>
    public string? ReasonFor(WheelName wheel)
    {
        ArgumentNullException.ThrowIfNull(wheel);
        return _reasons.TryGetValue(wheel.Normalized, out var versions)
            ? versions.Find(v => PythonVersion.IsSame(v.Version, wheel.Version)).Reason
            : null;
    }

    private void Add(YamlText key, string reason)
    {
        var parts = key.Value.Split("==");
        if (parts.Length != 2 || !TextRules.PythonProject.Allows(parts[0]) || PythonVersion.TryParse(parts[1]) is null)
            throw Error(key, $"'{key.Value}' isn't a project and its version",
                "Write the project's normalised name, '==' and the version, such as 'markupsafe==2.1.2'.");
        if (!_reasons.TryGetValue(parts[0], out var versions)) _reasons.Add(parts[0], versions = []);
        if (versions.Exists(v => PythonVersion.IsSame(v.Version, parts[1])))
            throw Error(key, $"duplicate '{key.Value}'", "Remove one.");
        versions.Add((parts[1], reason));
    }

    private static ArgosyException Error(YamlText key, string cause, string remedy) =>
        new(new Diagnostic(Id, key.Place, cause, remedy));
}
