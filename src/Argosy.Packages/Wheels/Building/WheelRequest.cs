using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The input for a build of one wheel.</summary>
/// <param name="Platform">The platform it is built for.</param>
/// <param name="Sdist">The sdist it is built from.</param>
/// <param name="Sysroot">The platform's headers and libraries, with its libpython3-dev.</param>
/// <param name="BuildRoot">For a cross-build, an extracted root of the same distribution for the build machine, with
/// python3-minimal, python3-pip, python3-setuptools and python3-wheel: its Python does the work, not the machine's.
/// For an
/// emulated build, a root of the platform with its Python and compilers.</param>
/// <param name="TargetFolder">The wheel's folder: <c>artifacts/wheels/&lt;platform&gt;</c>.</param>
/// <param name="SourceDate">The time of all entries in the wheel.</param>
public sealed record WheelRequest(
    Platform Platform, Sdist Sdist, string Sysroot, string BuildRoot, string TargetFolder, DateTimeOffset SourceDate)
{
    /// <summary>What the build may use of the machine.</summary>
    public StepLimits Limits { get; init; } = StepLimits.Usual;

    /// <summary>Environment variables of the build. In values, <c>{sysroot}</c> and <c>{triplet}</c> stand for those of
    /// the platform.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new SortedDictionary<string, string>();

    /// <summary>Compiled modules of the build root's Python, see <see cref="PythonBytecode"/>; null without.</summary>
    public string? Bytecode { get; init; }

    /// <summary>The folder of the project in its archive; null for the archive's own.</summary>
    public string? Subdirectory { get; init; }

    /// <summary>Folders of native items, built for the platform's architecture, that it is compiled with.</summary>
    public IReadOnlyList<string> Natives { get; init; } = [];

    /// <summary>The place for errors.</summary>
    internal SourceLocation Place => new($"{Sdist.Wheel.Name} for {Platform}");

    /// <summary>The seconds since 1970 of the source date.</summary>
    internal string Epoch => $"{SourceDate.ToUnixTimeSeconds()}";

    /// <summary>The same with absolute paths.</summary>
    internal WheelRequest Absolute() => this with
    {
        Sysroot = Path.GetFullPath(Sysroot),
        BuildRoot = Path.GetFullPath(BuildRoot),
        TargetFolder = Path.GetFullPath(TargetFolder),
        Bytecode = Bytecode is null ? null : Path.GetFullPath(Bytecode),
        Natives = [.. Natives.Select(Path.GetFullPath)],
    };

    /// <summary>The build's own variables.</summary>
    /// <param name="sysroot">The path of the platform's files for the build.</param>
    internal IEnumerable<KeyValuePair<string, string>> Variables(string sysroot) => Environment.Select(v =>
        KeyValuePair.Create(v.Key, v.Value
            .Replace("{sysroot}", sysroot, StringComparison.Ordinal)
            .Replace("{triplet}", Platform.Architecture.GnuTriplet, StringComparison.Ordinal)));
}
