using Argosy.Platforms;

namespace Argosy.Toolchains.Building;

/// <summary>What a project is built for, and the files that the build may see.</summary>
/// <param name="Architecture">The architecture it is built for.</param>
/// <param name="Sysroot">A root of the platform.</param>
/// <param name="ProjectRoot">The folder that the build may read: the built project's own, or one around it.
/// Read-only.</param>
public sealed record NativeTarget(Architecture Architecture, string Sysroot, string ProjectRoot)
{
    /// <summary>Programs that the project starts, besides the compilers and those of its build system.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Options of the build system.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>It is installed as Debian's packages are: libraries in the architecture's folder, settings and state
    /// outside of the prefix, no run paths.</summary>
    public bool IsPackaged { get; init; }

    /// <summary>The number of concurrent compilers.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The folder of libraries below the prefix.</summary>
    public string LibraryFolder => IsPackaged ? $"lib/{Architecture.GnuTriplet}" : "lib";
}
