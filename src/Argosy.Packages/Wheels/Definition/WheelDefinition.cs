using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Definition;

/// <summary>A package to build wheels of, with its notes from <c>wheels/wheels.yaml</c>.</summary>
/// <param name="Name">The project's name, normalised by PEP 503.</param>
public sealed record WheelDefinition(string Name)
{
    /// <summary>The version to build; null if neither the notes nor the constraints say one.</summary>
    public PythonVersion? Version { get; init; }

    /// <summary>The Debian source package whose <c>.orig</c> tarball is the sdist; null for those that
    /// <see cref="SourceNames"/> tries.</summary>
    public string? Source { get; init; }

    /// <summary>Python statements that fail if the installed wheel doesn't work; null for an import of each of its
    /// top-level modules.</summary>
    public string? Smoke { get; init; }

    /// <summary>Debian packages that are added to the target's sysroot, and with their libraries to the root of the
    /// proof; sorted.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Debian packages that are added to the build machine's Python root; sorted.</summary>
    public IReadOnlyList<string> BuildPackages { get; init; } = [];

    /// <summary>Environment variables of its build, sorted by name.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = EmptyEnvironment;

    /// <summary>Programs of the machine that its build starts, besides compilers and shell tools, such as
    /// <c>pkg-config</c>.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The folder of the project in its archive, with <c>/</c>; null for the archive's own.</summary>
    public string? Subdirectory { get; init; }

    /// <summary>The folder of its project, if that is a part of this project and no sdist; <c>.</c> for the
    /// root.</summary>
    public string? Project { get; init; }

    /// <summary>Globs of files that its build reads outside of that folder; a leading <c>!</c> excludes.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Globs of all files that it is built from, if it is a part of this project: everything in its own
    /// folder; for the root only the files directly in it.</summary>
    public IEnumerable<string> Sources =>
        Project is null ? [] : Inputs.Prepend(Project == "." ? "*" : $"{Project}/**");

    /// <summary>Native items whose headers and static libraries it is compiled with.</summary>
    public IReadOnlyList<string> Natives { get; init; } = [];

    /// <summary>How it is built.</summary>
    public WheelBuildChoice Build { get; init; }

    /// <summary>Where it isn't built, and why; null if it is built everywhere.</summary>
    public WheelSkip? Skip { get; init; }

    /// <summary>The place that declares it, for errors.</summary>
    public SourceLocation Place { get; init; } = new(WheelSet.FileName);

    /// <summary>A digest of what was written, with its version.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The Debian source packages to try, in this order.</summary>
    public IReadOnlyList<string> SourceNames => Source is not null ? [Source] : [Name, $"python-{Name}"];

    /// <summary>Why it isn't built for a platform; null if it is.</summary>
    public string? SkippedOn(Platform platform) => Skip is not null && Skip.Covers(platform) ? Skip.Reason : null;

    private static IReadOnlyDictionary<string, string> EmptyEnvironment { get; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>How a wheel is built.</summary>
public enum WheelBuildChoice
{
    /// <summary>Cross-built; emulated if that fails.</summary>
    Auto,

    /// <summary>Only cross-built.</summary>
    Cross,

    /// <summary>Only in an emulated root of its platform.</summary>
    Emulated,
}

/// <summary>Where a wheel isn't built.</summary>
/// <param name="Platforms">The platforms; empty for all.</param>
/// <param name="Reason">One line.</param>
public sealed record WheelSkip(IReadOnlyList<Platform> Platforms, string Reason)
{
    /// <summary>Whether it holds for a platform.</summary>
    public bool Covers(Platform platform) => Platforms.Count == 0 || Platforms.Contains(platform);
}
