using Argosy.Platforms;

namespace Argosy.Packages.Debian;

/// <summary>The input for making one deb.</summary>
/// <param name="Platform">Its platform.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Version">The project's version; the release is appended, so that one pool can have every
/// release's.</param>
/// <param name="Libraries">The folder of the built libraries: <c>artifacts/native/&lt;arch&gt;/lib</c>.</param>
/// <param name="License">The project's licence file.</param>
/// <param name="TargetFolder">Its folder: <c>artifacts/debs/&lt;distro&gt;-&lt;version&gt;</c>.</param>
/// <param name="SourceDate">The time of all its entries.</param>
public sealed record DebRequest(Platform Platform, DebDefinition Definition, string Version, string Libraries,
    string License, string TargetFolder, DateTimeOffset SourceDate)
{
    /// <summary>Such as <c>0.1.0~debian12</c>: older than the same version without a release.</summary>
    internal string FullVersion =>
        $"{Version.Replace('-', '~')}~{Platform.Distribution.Id}{Platform.Distribution.Version}";

    /// <summary>The file's name.</summary>
    public string FileName => $"{Definition.Name}_{FullVersion}_{Platform.Architecture.DebianName}.deb";
}
