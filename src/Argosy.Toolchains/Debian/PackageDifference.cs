using System.Text.RegularExpressions;
using Argosy.Platforms;

namespace Argosy.Toolchains.Debian;

/// <summary>A package with different versions in two platforms' sets.</summary>
/// <param name="Package">The binary package's name.</param>
/// <param name="Version">The version in this set.</param>
/// <param name="Other">The platform that has another version.</param>
/// <param name="OtherVersion">That version.</param>
public sealed partial record PackageDifference(string Package, string Version, Platform Other, string OtherVersion)
{
    /// <summary>The packages of one list that have another version in the other. A package in only one list is no
    /// difference: dependencies differ between architectures.</summary>
    internal static IEnumerable<PackageDifference> Between(
        IReadOnlyList<LockedPackage> packages, Platform other, IReadOnlyList<LockedPackage> others)
    {
        var versions = others.ToDictionary(p => p.Name, p => p.Version, StringComparer.Ordinal);
        return from package in packages
               let version = versions.GetValueOrDefault(package.Name)
               where version is not null && SourceOf(version) != SourceOf(package.Version)
               select new PackageDifference(package.Name, package.Version, other, version);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Package} {Version}, {Other.Architecture} {OtherVersion}";

    // Debian rebuilds a package for single architectures: the same source, with '+b' and a number appended.
    private static string SourceOf(string version) => Rebuild().Replace(version, "");

    [GeneratedRegex(@"\+b[0-9]+\z")]
    private static partial Regex Rebuild();
}
