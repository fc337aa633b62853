using Argosy.Artifacts;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Package URLs (purl specification 1.0), in their canonical form.</summary>
public static class PackageUrl
{
    /// <summary>A Debian package: <c>pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=arm64&amp;distro=debian-12</c>.
    /// </summary>
    public static string Debian(string vendor, string name, string version, string architecture, string distribution) =>
        $"pkg:deb/{Escape(vendor)}/{Escape(name)}@{Escape(version)}"
        + $"?arch={Escape(architecture)}&distro={Escape(distribution)}";

    /// <summary>A NuGet package.</summary>
    public static string Nuget(string name, string? version) => $"pkg:nuget/{Escape(name)}{At(version)}";

    /// <summary>A Python package, with its name as the package index normalizes it.</summary>
    public static string Python(string name, string? version) =>
        $"pkg:pypi/{Escape(name.ToLowerInvariant().Replace('_', '-'))}{At(version)}";

    /// <summary>An image's manifest.</summary>
    public static string Image(string name, Digest digest, string architecture) =>
        $"pkg:oci/{Escape(name.ToLowerInvariant())}@{Escape(digest.ToString())}?arch={Escape(architecture)}";

    private static string At(string? version) => version is null ? "" : $"@{Escape(version)}";

    // The colon stays as it is (purl specification, "Character encoding").
    private static string Escape(string text) =>
        Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);
}
