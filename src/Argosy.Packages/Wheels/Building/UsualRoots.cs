using Argosy.Toolchains.Debian;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The packages of roots that argosy.yaml doesn't describe.</summary>
public static class UsualRoots
{
    /// <summary>The packages of a purpose's roots; empty for a purpose whose packages only the project can
    /// know.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="hasWheels">Whether the project builds wheels, which need Python's headers, and pip where they are
    /// installed.</param>
    /// <param name="packaged">The packages of native items that become Debian packages, which depend on the libraries
    /// in them.</param>
    public static IReadOnlyList<string> Of(
        string purpose, bool hasWheels, params IReadOnlyList<string> packaged) => purpose switch
        {
            PlatformRoots.Sysroot => hasWheels ? ["libc6-dev", "libpython3-dev"] : ["libc6-dev"],
            PlatformRoots.Clean =>
                [.. hasWheels ? (string[])["python3-minimal", "python3-pip"] : ["libc6"], .. packaged],
            PlatformRoots.PythonBuild when hasWheels =>
                ["python3-minimal", "python3-pip", "python3-setuptools", "python3-wheel"],
            _ => [],
        };
}
