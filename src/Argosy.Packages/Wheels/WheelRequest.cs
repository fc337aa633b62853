using Argosy.Platforms;

namespace Argosy.Packages.Wheels;

/// <summary>The input for a cross-build of one wheel.</summary>
/// <param name="Platform">The platform it is built for.</param>
/// <param name="Sdist">The sdist it is built from.</param>
/// <param name="Sysroot">The platform's headers and libraries, with its libpython3-dev.</param>
/// <param name="BuildRoot">An extracted root of the same distribution for the build machine, with python3-minimal,
/// python3-pip, python3-setuptools and python3-wheel: its Python does the work, not the machine's.</param>
/// <param name="TargetFolder">The wheel's folder: <c>artifacts/wheels/&lt;platform&gt;</c>.</param>
/// <param name="SourceDate">The time of all entries in the wheel.</param>
public sealed record WheelRequest(
    Platform Platform, Sdist Sdist, string Sysroot, string BuildRoot, string TargetFolder, DateTimeOffset SourceDate);
