using System.Text.RegularExpressions;
using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels;

/// <summary>The parts of a wheel's file name: <c>MarkupSafe-2.1.2-cp311-cp311-linux_aarch64.whl</c> (PEP
/// 427).</summary>
/// <param name="Project">The project in the file's spelling.</param>
/// <param name="Version">Its version.</param>
/// <param name="Build">The build number, if there is one.</param>
/// <param name="PythonTag">Such as <c>cp311</c>.</param>
/// <param name="AbiTag">Such as <c>cp311</c>, <c>abi3</c> or <c>none</c>.</param>
/// <param name="PlatformTag">Such as <c>linux_aarch64</c>.</param>
public sealed partial record WheelName(
    string Project, string Version, string? Build, string PythonTag, string AbiTag, string PlatformTag)
{
    /// <summary>The project's name, normalised by PEP 503: the folder of an index.</summary>
    public string Normalized => Normalize(Project);

    /// <summary>The file name.</summary>
    public string FileName => string.Join('-', [Project, Version, .. Build is null ? (string[])[] : [Build],
        PythonTag, AbiTag, PlatformTag]) + ".whl";

    /// <summary>PEP 503: lower case, runs of <c>-</c>, <c>_</c> and <c>.</c> become one <c>-</c>.</summary>
    public static string Normalize(string project) => Separators().Replace(project, "-").ToLowerInvariant();

    /// <summary>The folder of a project's files in a mirror, in the layout of OpenStack's:
    /// <c>m/markupsafe</c>.</summary>
    public static string FolderOf(string project) => $"{project[0]}/{project}";

    /// <summary>Whether a text such as <c>MarkupSafe-2.1.2</c> is this project and version, in any spelling.</summary>
    internal bool IsOf(string projectAndVersion)
    {
        var dash = projectAndVersion.LastIndexOf('-');
        return dash > 0 && Normalize(projectAndVersion[..dash]) == Normalized
            && PythonVersion.IsSame(projectAndVersion[(dash + 1)..], Version);
    }

    /// <summary>Parses a file name; null if it isn't a wheel's.</summary>
    public static WheelName? TryParse(string fileName)
    {
        var match = Wheel().Match(fileName);
        return match.Success
            ? new(match.Groups["project"].Value, match.Groups["version"].Value,
                match.Groups["build"] is { Success: true } build ? build.Value : null,
                match.Groups["python"].Value, match.Groups["abi"].Value, match.Groups["platform"].Value)
            : null;
    }

    /// <summary>Whether it is the same for every platform: <c>none-any</c>.</summary>
    public bool IsPure => AbiTag == "none" && PlatformTag == "any";

    /// <inheritdoc />
    public override string ToString() => FileName;

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A(?<project>[A-Za-z0-9](?:[A-Za-z0-9._]*[A-Za-z0-9])?)-(?<version>[A-Za-z0-9_.+!]+)"
        + @"(?:-(?<build>[0-9][A-Za-z0-9_.]*))?"
        + @"-(?<python>[A-Za-z0-9_.]+)-(?<abi>[A-Za-z0-9_.]+)-(?<platform>[A-Za-z0-9_.]+)\.whl\z")]
    private static partial Regex Wheel();
}
