using Argosy.Platforms;

namespace Argosy.Toolchains.CMake;

/// <summary>What a CMake project is built for, and what its build may see.</summary>
/// <param name="Architecture">What for.</param>
/// <param name="Sysroot">A root of the platform.</param>
/// <param name="ProjectRoot">The folder that the build may read: the CMake project's own, or one around it. Read-only.</param>
public sealed record CMakeBuild(Architecture Architecture, string Sysroot, string ProjectRoot)
{
    /// <summary>Programs beside the compilers, CMake and Ninja that the project starts.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>CMake's cache variables beside those of the toolchain.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>Compilers at a time.</summary>
    public int Jobs { get; init; } = 1;
}
