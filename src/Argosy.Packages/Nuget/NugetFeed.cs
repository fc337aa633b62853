using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using NuGet.Versioning;

namespace Argosy.Packages.Nuget;

/// <summary>A NuGet feed of static files: any static web server serves it as a v3 source, and NuGet reads the same
/// folder as a local one.</summary>
/// <remarks><code>
/// index.json                              the service index
/// demo.library/index.json                 a package's versions (flat container)
/// demo.library/0.1.0/….nupkg .nuspec      the files that restore downloads; with .nupkg.sha512, also a local
///                                         feed's layout
/// -/registration/demo.library/index.json    its metadata for tools
/// -/search/index.json                     every package, for any query: static files can't search
/// </code>
/// No id begins with a hyphen, so no package can have the folder of that name.
/// NuGet accepts only absolute addresses in the index: to serve a feed from another address, write it again. The folder
/// as a source needs no address.</remarks>
public static class NugetFeed
{
    private static readonly JsonSerializerOptions s_layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes the whole feed, which then replaces the one at <paramref name="folder"/>. Error ARG0521 if two
    /// packages have one id and version and different content, ARG0522 for an address that isn't absolute
    /// HTTP.</summary>
    /// <param name="folder">Its path: <c>artifacts/mirror/nuget</c>.</param>
    /// <param name="packages">In any order.</param>
    /// <param name="address">The address at which the web server will serve the folder.</param>
    public static void Write(string folder, IEnumerable<NugetPackage> packages, Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgosyException(new Diagnostic("ARG0522", new($"{address}"),
                "a NuGet feed's address is an absolute http or https one",
                "Write it as NuGet users will: http://host/nuget/."));
        var pages = new NugetPages(address.AbsoluteUri.TrimEnd('/'));
        var feed = packages.GroupBy(p => p.LowerId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(Versions).ToList();
        using var staged = new StagedFolder(folder);
        foreach (var versions in feed)
        {
            var id = versions[0].LowerId;
            Json(staged, $"{id}/index.json", NugetPages.Versions(versions));
            Json(staged, $"-/registration/{id}/index.json", pages.Registration(versions));
            foreach (var package in versions)
            {
                Json(staged, $"-/registration/{id}/{package.LowerVersion}.json", pages.Leaf(package));
                WriteContent(Path.Combine(staged.Path, id, package.LowerVersion), package);
            }
        }

        Json(staged, "-/search/index.json", pages.Search(feed));
        Json(staged, "index.json", pages.ServiceIndex());
        staged.Publish();
    }

    private static void WriteContent(string folder, NugetPackage package)
    {
        Directory.CreateDirectory(folder);
        var nupkg = Path.Combine(folder, $"{package.LowerId}.{package.LowerVersion}.nupkg");
        RegularFile.Copy(package.Path, nupkg);
        using var stream = File.OpenRead(nupkg);
        File.WriteAllText($"{nupkg}.sha512", Convert.ToBase64String(SHA512.HashData(stream)));
        File.WriteAllBytes(Path.Combine(folder, $"{package.LowerId}.nuspec"), package.Nuspec.ToArray());
    }

    private static void Json(StagedFolder staged, string path, JsonObject page) =>
        AtomicFile.Write(Path.Combine(staged.Path, path), stream =>
            stream.Write(Encoding.UTF8.GetBytes(page.ToJsonString(s_layout) + "\n")));

    private static List<NugetPackage> Versions(IEnumerable<NugetPackage> packages)
    {
        var versions = new SortedDictionary<NuGetVersion, NugetPackage>(VersionComparer.Default);
        foreach (var package in packages)
        {
            if (!versions.TryAdd(package.Version, package) && versions[package.Version].Digest != package.Digest)
                throw new ArgosyException(new Diagnostic("ARG0521", new($"{package.Id} {package.NormalVersion}"),
                    $"two different packages have this id and version: "
                    + $"{versions[package.Version].Path} and {package.Path}",
                    "Remove the one that is out of date, or raise its version."));
        }

        return [.. versions.Values];
    }
}
