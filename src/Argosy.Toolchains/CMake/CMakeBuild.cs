using Argosy.Platforms;

namespace Argosy.Toolchains.CMake;

/// <summary>The target of a CMake build, and the files that it may see.</summary>
/// <param name="Architecture">The architecture it is built for.</param>
/// <param name="Sysroot">A root of the platform.</param>
/// <param name="ProjectRoot">The folder that the build may read: the CMake project's own, or one around it.
/// Read-only.</param>
public sealed record CMakeBuild(Architecture Architecture, string Sysroot, string ProjectRoot)
{
    /// <summary>Programs that the project starts, besides the compilers, CMake and Ninja.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>CMake's cache variables besides those of the toolchain.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>The number of concurrent compilers.</summary>
    public int Jobs { get; init; } = 1;
}
