using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Debian;

/// <summary>Debian packages that together make one root of a platform.</summary>
/// <param name="Platform">What the root is of.</param>
/// <param name="Name">The set's name, such as <c>sysroot</c> or <c>python</c>: the lock file's name.</param>
/// <param name="Packages">The packages asked for, without what they depend on; order and repetition don't matter.</param>
public sealed record PackageSet(Platform Platform, string Name, IReadOnlyList<string> Packages)
{
    /// <summary>The packages asked for, sorted, each once.</summary>
    public IReadOnlyList<string> Packages { get; } = [.. Packages.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Where a user wrote the list, for errors.</summary>
    public SourceLocation Place { get; init; } = new(Model.FileName);

    /// <summary>The same packages of another architecture.</summary>
    public PackageSet On(Architecture architecture) => this with { Platform = Platform with { Architecture = architecture } };

    /// <inheritdoc />
    public override string ToString() => $"{Platform}/{Name}";
}
