using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Debian;

/// <summary>Debian packages that together make one root of a platform.</summary>
/// <param name="Platform">The root's platform.</param>
/// <param name="Name">The set's name, such as <c>sysroot</c> or <c>python</c>: the lock file's name.</param>
/// <param name="Packages">The requested packages, without dependencies; order and repetition don't matter.</param>
public sealed record PackageSet(Platform Platform, string Name, IReadOnlyList<string> Packages)
{
    /// <summary>The requested packages, sorted, each once.</summary>
    public IReadOnlyList<string> Packages { get; } = [.. Packages.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The location of the user's list, for errors.</summary>
    public SourceLocation Place { get; init; } = new(Model.FileName);

    /// <summary>The location of one of the packages in that list, for errors.</summary>
    public Func<string, SourceLocation?> PlaceOf { get; init; } = static _ => null;

    /// <summary>The requested packages of another architecture, for a set that depends on it; null if they are the
    /// same.</summary>
    public Func<Architecture, IReadOnlyList<string>>? OnOther { get; init; }

    /// <summary>The same set for another architecture.</summary>
    public PackageSet On(Architecture architecture) =>
        new(Platform with { Architecture = architecture }, Name, OnOther?.Invoke(architecture) ?? Packages)
        {
            Place = Place,
            OnOther = OnOther,
            PlaceOf = PlaceOf,
        };

    /// <inheritdoc />
    public override string ToString() => $"{Platform}/{Name}";
}
