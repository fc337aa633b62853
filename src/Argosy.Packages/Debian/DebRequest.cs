using Argosy.Platforms;

namespace Argosy.Packages.Debian;

/// <summary>What the making of one deb needs.</summary>
/// <param name="Platform">What it is for.</param>
/// <param name="Definition">What is in it.</param>
/// <param name="Version">The project's version; the release is added to it, so that one pool can hold every release's.</param>
/// <param name="Libraries">The folder of the built libraries: <c>artifacts/native/&lt;arch&gt;/lib</c>.</param>
/// <param name="License">The project's licence file.</param>
/// <param name="TargetFolder">Where it goes: <c>artifacts/debs/&lt;distro&gt;-&lt;version&gt;</c>.</param>
/// <param name="SourceDate">The time that everything in it bears.</param>
public sealed record DebRequest(Platform Platform, DebDefinition Definition, string Version, string Libraries,
    string License, string TargetFolder, DateTimeOffset SourceDate)
{
    /// <summary>Such as <c>0.1.0~debian12</c>: older than the same version without a release.</summary>
    internal string FullVersion => $"{Version.Replace('-', '~')}~{Platform.Distribution.Id}{Platform.Distribution.Version}";

    /// <summary>The file's name.</summary>
    public string FileName => $"{Definition.Name}_{FullVersion}_{Platform.Architecture.DebianName}.deb";
}
