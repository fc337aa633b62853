using Argosy.Platforms;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Wheels.Audit;

/// <summary>What an audit found in a wheel, on any machine: nothing of it is run.</summary>
/// <param name="Name">The parts of its file name.</param>
public sealed record WheelReport(WheelName Name)
{
    /// <summary>Its ELF files, sorted by name.</summary>
    public IReadOnlyList<WheelObject> Objects { get; init; } = [];

    /// <summary>What is wrong with it, whatever it is for: a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The project's dependencies, as its METADATA has them.</summary>
    public IReadOnlyList<string> RequiresDist { get; init; } = [];

    /// <summary>The files that it installs, as paths below the folder of modules.</summary>
    public IReadOnlySet<string> Files { get; init; } = new HashSet<string>();

    /// <summary>The importable modules: packages and modules at the top, and all extension modules, sorted.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>The architecture of its ELF files; null if it has none, or of several.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>The least glibc 2.N that has all it needs; null if it needs more than PEP 600 permits, or has no ELF
    /// file.</summary>
    public int? Glibc { get; init; }

    /// <summary>What PEP 600 doesn't permit, a sentence each: why its tag stays that of one distribution.</summary>
    public IReadOnlyList<string> Beyond { get; init; } = [];

    /// <summary>The widest platform tag that is true of it: <c>any</c>, <c>manylinux_2_17_…</c> or
    /// <c>linux_…</c>.</summary>
    public string PlatformTag => Architecture is null ? Objects.Count == 0 ? "any" : Name.PlatformTag
        : Glibc is { } minor ? $"manylinux_2_{minor}_{Architecture.KernelName}" : Architecture.WheelTag;

    /// <summary>Whether it has no machine code.</summary>
    public bool IsPure => Objects.Count == 0;
}

/// <summary>An ELF file of a wheel.</summary>
/// <param name="Path">Its name in the wheel.</param>
/// <param name="Elf">What the loader sees.</param>
/// <param name="Outside">Libraries that it needs and that aren't in the wheel.</param>
public sealed record WheelObject(string Path, ElfFile Elf, IReadOnlyList<string> Outside);
