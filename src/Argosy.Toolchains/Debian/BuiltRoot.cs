using Argosy.Platforms.Diagnostics;

namespace Argosy.Toolchains.Debian;

/// <summary>A finished root.</summary>
/// <param name="Path">The folder or tar.</param>
/// <param name="Packages">All its packages, sorted by name.</param>
/// <param name="Pinned">Every package is the one its lock names.</param>
/// <param name="Notes">Information for the user, such as a suite that was left out; one sentence each.</param>
public sealed record BuiltRoot(
    string Path, IReadOnlyList<LockedPackage> Packages, bool Pinned, IReadOnlyList<string> Notes)
{
    /// <summary>Why no lock was used, and the mirror's current versions were taken; null if one was.</summary>
    public Diagnostic? Unpinned { get; init; }
}

/// <summary>A renewed lock.</summary>
/// <param name="Path">The lock file.</param>
/// <param name="Before">Its previous packages; empty if there was none.</param>
/// <param name="After">Its current packages.</param>
/// <param name="Notes">Information for the user; one sentence each.</param>
public sealed record LockUpdate(
    string Path, IReadOnlyList<LockedPackage> Before, IReadOnlyList<LockedPackage> After, IReadOnlyList<string> Notes)
{
    /// <summary>The packages added, removed or changed, one line each: <c>libc6 2.36-9 → 2.36-10</c>.</summary>
    public IEnumerable<string> Changes =>
        from name in Before.Concat(After).Select(p => p.Name).Distinct().Order(StringComparer.Ordinal)
        let before = Before.FirstOrDefault(p => p.Name == name)
        let after = After.FirstOrDefault(p => p.Name == name)
        where before != after
        select $"{name} {before?.Version ?? "(new)"} → {after?.Version ?? "(gone)"}";
}
