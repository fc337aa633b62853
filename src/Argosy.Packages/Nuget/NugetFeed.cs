using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Artifacts;
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

    /// <summary>Writes the whole feed, which then replaces the one at <paramref name="folder"/>. Error ARG0522 for an
    /// address that isn't absolute HTTP.</summary>
    /// <param name="folder">Its path: <c>artifacts/mirror/nuget</c>.</param>
    /// <param name="files">The packages' paths, in any order.</param>
    /// <param name="address">The address at which the web server will serve the folder.</param>
    /// <param name="date">When the packages were published: the source date.</param>
    /// <param name="notes">Unlisted and deprecated versions.</param>
    /// <returns>The packages left out, with their errors: ARG0520, ARG0582, and ARG0521 for those with one id and
    /// version and different content.</returns>
    /// <exception cref="ArgosyException">All were refused; the old feed stays.</exception>
    public static IReadOnlyList<Diagnostic> Write(
        string folder, IReadOnlyList<string> files, Uri address, DateTimeOffset date, NugetNotes? notes = null)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgosyException(new Diagnostic("ARG0522", new($"{address}"),
                "a NuGet feed's address is an absolute http or https one",
                "Write it as NuGet users will: http://host/nuget/."));
        var pages = new NugetPages(address.AbsoluteUri.TrimEnd('/'), date, notes ?? NugetNotes.None);
        var refused = new List<Diagnostic>();
        var feed = Read(files, refused).GroupBy(p => p.LowerId, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(p => Versions(p, refused)).Where(v => v.Count > 0).ToList();
        if (feed.Count == 0 && refused.Count > 0) throw new ArgosyException(refused);
        using var staged = new StagedFolder(folder);
        foreach (var versions in feed) Write(staged.Path, versions, pages);
        Json(staged.Path, "-/search/index.json", pages.Search(feed));
        Json(staged.Path, "index.json", pages.ServiceIndex());
        staged.Publish();
        return refused;
    }

    private static void Write(string feed, IReadOnlyList<NugetPackage> versions, NugetPages pages)
    {
        var id = versions[0].LowerId;
        Json(feed, $"{id}/index.json", NugetPages.Versions(versions));
        foreach (var (path, page) in new NugetRegistration(pages).Documents(versions))
            Json(feed, $"-/registration/{id}/{path}", page);
        foreach (var package in versions)
        {
            Json(feed, $"-/registration/{id}/{package.LowerVersion}.json", pages.Leaf(package));
            WriteContent(Path.Combine(feed, id, package.LowerVersion), package);
        }
    }

    private static void WriteContent(string folder, NugetPackage package)
    {
        Directory.CreateDirectory(folder);
        var nupkg = Path.Combine(folder, $"{package.LowerId}.{package.LowerVersion}.nupkg");
        File.Copy(package.Path, nupkg);
        using var stream = File.OpenRead(nupkg);
        File.WriteAllText($"{nupkg}.sha512", Convert.ToBase64String(SHA512.HashData(stream)));
        File.WriteAllBytes(Path.Combine(folder, $"{package.LowerId}.nuspec"), package.Nuspec.ToArray());
    }

    private static void Json(string feed, string path, JsonObject page)
    {
        var target = Path.Combine(feed, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, Encoding.UTF8.GetBytes(page.ToJsonString(s_layout) + "\n"));
    }

    private static List<NugetPackage> Read(IEnumerable<string> files, List<Diagnostic> refused)
    {
        var packages = new List<NugetPackage>();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                packages.Add(NugetPackage.Read(file));
            }
            catch (ArgosyException e)
            {
                refused.AddRange(e.Diagnostics);
            }
        }

        return packages;
    }

    // Nothing shows which of two different packages is right: neither gets into the feed.
    private static List<NugetPackage> Versions(IEnumerable<NugetPackage> packages, List<Diagnostic> refused)
    {
        var versions = new List<NugetPackage>();
        foreach (var same in packages.GroupBy(p => p.Version, VersionComparer.Default)
            .OrderBy(g => g.Key, VersionComparer.Default))
        {
            if (same.Select(p => p.Digest).Distinct().Count() == 1)
            {
                versions.Add(same.First());
                continue;
            }

            var said = string.Join(" and ", same.Select(p => p.Path));
            refused.AddRange(same.Select(p => new Diagnostic("ARG0521", new(Path.GetFileName(p.Path)),
                $"two different packages are {p.Id} {p.NormalVersion}: {said}",
                "Remove the one that is out of date, or raise its version.")));
        }

        return versions;
    }
}
