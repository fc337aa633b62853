using System.Text;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Toolchains.Debian;

namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Finds out what is in an image: from dpkg's record in its layers, from its files and from the lock.
/// </summary>
/// <param name="name">The image's name.</param>
/// <param name="known">The project's own packages, by the digests of their files.</param>
public sealed class ContentsReader(string name, OwnPackages known)
{
    private static readonly string[] s_releases = ["etc/os-release", "usr/lib/os-release"];

    /// <summary>The contents of a platform's image. Errors ARG0474 and ARG0476: the image can't be read.</summary>
    /// <param name="image">The image.</param>
    /// <param name="platform">One of its platforms.</param>
    /// <param name="packageLock">The lock of its Debian packages, which has their digests; null for none.</param>
    /// <param name="cancellation">Between two files.</param>
    public async Task<ImageContents> ReadAsync(
        ImageSource image, Descriptor platform, PackageLock? packageLock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(platform);
        var manifest = await image.ReadAsync(platform, cancellation);
        var files = await ImageFiles.ReadAsync(image.Store, manifest, IsNeeded, cancellation);
        var release = s_releases.Select(files.FindContent).FirstOrDefault(r => r is not null);
        var recorded = InstalledPackages.Read(files);
        var packages = recorded.Count > 0 ? recorded : FromLock(packageLock, platform.Platform!);
        var digests = packageLock?.Packages.ToDictionary(p => (p.Name, p.Version), p => p.Digest);
        return new(
            name, platform.Platform!, platform.Digest,
            OperatingSystemRelease.Read(release is null ? "" : Encoding.UTF8.GetString(release)))
        {
            Packages = [.. packages.OrderBy(p => p.Name, StringComparer.Ordinal)
                .ThenBy(p => p.Architecture, StringComparer.Ordinal)
                .Select(p => p with
                {
                    Digest = digests is not null && digests.TryGetValue((p.Name, p.Version), out var digest)
                        ? digest
                        : null,
                    License = files.FindContent($"usr/share/doc/{p.Name}/copyright") is { } copyright
                        ? PackageLicense.TryRead(copyright)
                        : null,
                })],
            Components = new ComponentReader(files, known).Read(),
        };
    }

    private static bool IsNeeded(string path) =>
        InstalledPackages.IsNeeded(path) || s_releases.Contains(path)
        || (path.StartsWith("usr/share/doc/", StringComparison.Ordinal)
            && path.EndsWith("/copyright", StringComparison.Ordinal))
        || ComponentReader.IsNeeded(path);

    // An image without dpkg's record has what its lock says.
    private static List<DebianPackage> FromLock(PackageLock? packageLock, OciPlatform platform)
    {
        var debian = Architecture.All.FirstOrDefault(a => OciPlatform.Of(a) == platform)?.DebianName
            ?? platform.Architecture;
        return [.. (packageLock?.Packages ?? []).Select(p => new DebianPackage(p.Name, p.Version, debian))];
    }
}
