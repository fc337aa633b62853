using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Debian;

/// <summary>A root that was made.</summary>
/// <param name="Path">The folder or tar.</param>
/// <param name="Packages">Exactly what it holds, sorted by name.</param>
/// <param name="Pinned">Every package is the one its lock names.</param>
/// <param name="Notes">What the user should know, such as a suite that had to be left out; one sentence each.</param>
public sealed record BuiltRoot(
    string Path, IReadOnlyList<LockedPackage> Packages, bool Pinned, IReadOnlyList<string> Notes)
{
    /// <summary>Why no lock decided what it holds, and the mirror's current versions were taken; null where one did.</summary>
    public Diagnostic? Unpinned { get; init; }
}

/// <summary>A lock that was renewed.</summary>
/// <param name="Path">The lock file.</param>
/// <param name="Before">What it said before; empty where there was none.</param>
/// <param name="After">What it says now.</param>
/// <param name="Notes">What the user should know; one sentence each.</param>
public sealed record LockUpdate(
    string Path, IReadOnlyList<LockedPackage> Before, IReadOnlyList<LockedPackage> After, IReadOnlyList<string> Notes)
{
    /// <summary>The packages that came, went or changed, one line each: <c>libc6 2.36-9 → 2.36-10</c>.</summary>
    public IEnumerable<string> Changes =>
        from name in Before.Concat(After).Select(p => p.Name).Distinct().Order(StringComparer.Ordinal)
        let before = Before.FirstOrDefault(p => p.Name == name)
        let after = After.FirstOrDefault(p => p.Name == name)
        where before != after
        select $"{name} {before?.Version ?? "(new)"} → {after?.Version ?? "(gone)"}";
}
