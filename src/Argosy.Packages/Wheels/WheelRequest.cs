using Argosy.Platforms;

namespace Argosy.Packages.Wheels;

/// <summary>What a cross-build of one wheel needs.</summary>
/// <param name="Platform">What it is built for.</param>
/// <param name="Sdist">What it is built from.</param>
/// <param name="Sysroot">The platform's headers and libraries, with its libpython3-dev.</param>
/// <param name="BuildRoot">An extracted root of the same distribution for the build machine, with python3-minimal,
/// python3-pip, python3-setuptools and python3-wheel: its Python does the work, whatever the machine has.</param>
/// <param name="TargetFolder">Where the wheel goes: <c>artifacts/wheels/&lt;platform&gt;</c>.</param>
/// <param name="SourceDate">The time that everything in the wheel bears.</param>
public sealed record WheelRequest(
    Platform Platform, Sdist Sdist, string Sysroot, string BuildRoot, string TargetFolder, DateTimeOffset SourceDate);
