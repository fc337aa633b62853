using System.Text.RegularExpressions;
using Argosy.Platforms;

namespace Argosy.Toolchains.Debian;

/// <summary>A package of which two platforms' sets have different versions.</summary>
/// <param name="Package">The binary package's name.</param>
/// <param name="Version">What the set at hand has.</param>
/// <param name="Other">The platform that has another version.</param>
/// <param name="OtherVersion">That version.</param>
public sealed partial record PackageDifference(string Package, string Version, Platform Other, string OtherVersion)
{
    /// <summary>The packages of one list of which another has other versions. One that is only in one of them is none: what
    /// packages depend on differs between architectures.</summary>
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

    // Debian rebuilds a package for single architectures: the same source, with '+b' and a number behind it.
    private static string SourceOf(string version) => Rebuild().Replace(version, "");

    [GeneratedRegex(@"\+b[0-9]+\z")]
    private static partial Regex Rebuild();
}
