using System.Text.Json.Nodes;
using NuGet.Packaging;

namespace Argosy.Packages.Nuget;

/// <summary>The JSON documents of NuGet's v3 protocol, each as the NuGet client reads it.</summary>
/// <param name="address">The feed's address without a trailing slash.</param>
internal sealed class NugetPages(string address)
{
    /// <summary>The addresses of resources. Each type name is for the client versions that request it by that
    /// name.</summary>
    public JsonObject ServiceIndex() => new()
    {
        ["version"] = "3.0.0",
        ["resources"] = new JsonArray(
        [
            Resource("PackageBaseAddress/3.0.0", ""),
            Resource("RegistrationsBaseUrl", "-/registration/"),
            Resource("RegistrationsBaseUrl/3.6.0", "-/registration/"),
            Resource("SearchQueryService", "-/search/index.json"),
            Resource("SearchQueryService/3.0.0-beta", "-/search/index.json"),
        ]),
    };

    /// <summary>The flat container's list of versions, oldest first.</summary>
    public static JsonObject Versions(IEnumerable<NugetPackage> versions) =>
        new() { ["versions"] = Array(versions.Select(v => JsonValue.Create(v.LowerVersion))) };

    /// <summary>All versions of a package, in one page.</summary>
    public JsonObject Registration(IReadOnlyList<NugetPackage> versions) => new()
    {
        ["@id"] = RegistrationOf(versions[0]),
        ["count"] = 1,
        ["items"] = new JsonArray(new JsonObject
        {
            ["@id"] = $"{RegistrationOf(versions[0])}#page",
            ["count"] = versions.Count,
            ["lower"] = versions[0].NormalVersion,
            ["upper"] = versions[^1].NormalVersion,
            ["items"] = Array(versions.Select(Entry)),
        }),
    };

    /// <summary>One version of a package.</summary>
    public JsonObject Leaf(NugetPackage package) => new()
    {
        ["@id"] = LeafOf(package),
        ["listed"] = true,
        ["packageContent"] = ContentOf(package),
        ["registration"] = RegistrationOf(package),
    };

    /// <summary>The response to every search: all packages, the newest version of each.</summary>
    public JsonObject Search(IReadOnlyList<IReadOnlyList<NugetPackage>> feed) => new()
    {
        ["totalHits"] = feed.Count,
        ["data"] = Array(feed.Select(Hit)),
    };

    private JsonObject Hit(IReadOnlyList<NugetPackage> versions) => new()
    {
        ["@id"] = RegistrationOf(versions[0]),
        ["registration"] = RegistrationOf(versions[0]),
        ["id"] = versions[^1].Id,
        ["version"] = versions[^1].NormalVersion,
        ["description"] = versions[^1].Description,
        ["authors"] = new JsonArray(versions[^1].Authors),
        ["tags"] = Array(versions[^1].Tags.Select(t => JsonValue.Create(t))),
        ["totalDownloads"] = 0,
        ["versions"] = Array(versions.Select(v => new JsonObject
        {
            ["@id"] = LeafOf(v),
            ["version"] = v.NormalVersion,
            ["downloads"] = 0,
        })),
    };

    private JsonObject Entry(NugetPackage package) => new()
    {
        ["@id"] = LeafOf(package),
        ["packageContent"] = ContentOf(package),
        ["registration"] = RegistrationOf(package),
        ["catalogEntry"] = new JsonObject
        {
            ["@id"] = LeafOf(package),
            ["id"] = package.Id,
            ["version"] = package.NormalVersion,
            ["authors"] = package.Authors,
            ["description"] = package.Description,
            ["tags"] = Array(package.Tags.Select(t => JsonValue.Create(t))),
            ["listed"] = true,
            ["packageContent"] = ContentOf(package),
            ["dependencyGroups"] = Array(package.Dependencies.Select(Group)),
        },
    };

    private static JsonObject Group(PackageDependencyGroup group)
    {
        var json = new JsonObject();
        if (!group.TargetFramework.IsAny) json["targetFramework"] = group.TargetFramework.GetShortFolderName();
        json["dependencies"] = Array(group.Packages.Select(p =>
            new JsonObject { ["id"] = p.Id, ["range"] = p.VersionRange.ToNormalizedString() }));
        return json;
    }

    private JsonObject Resource(string type, string path) => new() { ["@id"] = $"{address}/{path}", ["@type"] = type };

    private string RegistrationOf(NugetPackage package) => $"{address}/-/registration/{package.LowerId}/index.json";

    private string LeafOf(NugetPackage package) =>
        $"{address}/-/registration/{package.LowerId}/{package.LowerVersion}.json";

    private string ContentOf(NugetPackage package) =>
        $"{address}/{package.LowerId}/{package.LowerVersion}/{package.LowerId}.{package.LowerVersion}.nupkg";

    private static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
