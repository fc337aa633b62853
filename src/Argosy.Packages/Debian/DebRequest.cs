using Argosy.Platforms;

namespace Argosy.Packages.Debian;

/// <summary>The input for making one set of debs.</summary>
/// <param name="Platform">Their platform.</param>
/// <param name="Definition">Their definition.</param>
/// <param name="Version">The project's version; the release is appended, so that one pool can have every
/// release's.</param>
/// <param name="Installed">What the native item installs below <c>/usr</c>, built for the platform.</param>
/// <param name="Sysroot">The platform's root that it was compiled against.</param>
/// <param name="TargetFolder">Their folder: <c>artifacts/debs/&lt;platform&gt;/&lt;set&gt;</c>.</param>
/// <param name="SourceDate">The time of all their entries.</param>
public sealed record DebRequest(Platform Platform, DebDefinition Definition, string Version, string Installed,
    string Sysroot, string TargetFolder, DateTimeOffset SourceDate)
{
    /// <summary>The project's name: the source package's.</summary>
    public string Project { get; init; } = "argosy";

    /// <summary>The project's own line, for packages without a description.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The native item's name.</summary>
    public string Item { get; init; } = Definition.Native ?? Definition.Name;

    /// <summary>The licence file's path.</summary>
    public required string License { get; init; }

    /// <summary>Such as <c>0.1.0~debian12</c>: older than the same version without a release.</summary>
    internal string FullVersion =>
        $"{Upstream}~{Platform.Distribution.Id}{Platform.Distribution.Version}";

    /// <summary>The version of symbols: not above that of any release's package.</summary>
    internal string SymbolVersion => $"{Upstream}~";

    /// <summary>One line about what all packages have.</summary>
    internal string Synopsis => Definition.Description ?? (Summary.Length > 0 ? Summary : Definition.Name);

    /// <summary>The architecture's folder of libraries.</summary>
    internal string LibraryFolder => $"usr/lib/{Platform.Architecture.GnuTriplet}";

    private string Upstream => Version.Replace('-', '~');

    /// <summary>The name of a package's file.</summary>
    internal string FileName(string package) => $"{package}_{FullVersion}_{Platform.Architecture.DebianName}.deb";
}
