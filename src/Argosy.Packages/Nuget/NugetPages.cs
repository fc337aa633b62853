using System.Globalization;
using System.Text.Json.Nodes;
using NuGet.Packaging;

namespace Argosy.Packages.Nuget;

/// <summary>The JSON documents of NuGet's v3 protocol, each as the NuGet client reads it.</summary>
/// <param name="address">The feed's address without a trailing slash.</param>
/// <param name="date">When all packages were published.</param>
/// <param name="notes">Unlisted and deprecated versions.</param>
internal sealed class NugetPages(string address, DateTimeOffset date, NugetNotes notes)
{
    // As the public gallery: clients take unlisted packages for ones of that time.
    private const string NotPublished = "1900-01-01T00:00:00Z";

    /// <summary>The addresses of resources. Each type name is for the client versions that request it by that
    /// name.</summary>
    public JsonObject ServiceIndex() => new()
    {
        ["version"] = "3.0.0",
        ["resources"] = new JsonArray(
        [
            Resource("PackageBaseAddress/3.0.0", ""),
            Resource("RegistrationsBaseUrl", "-/registration/"),
            // With versions of SemVer 2; a server may compress the same documents.
            Resource("RegistrationsBaseUrl/3.6.0", "-/registration/"),
            Resource("SearchQueryService", "-/search/index.json"),
            Resource("SearchQueryService/3.0.0-beta", "-/search/index.json"),
        ]),
    };

    /// <summary>The flat container's list of versions, oldest first.</summary>
    public static JsonObject Versions(IEnumerable<NugetPackage> versions) =>
        new() { ["versions"] = Array(versions.Select(v => JsonValue.Create(v.LowerVersion))) };

    /// <summary>One version of a package.</summary>
    public JsonObject Leaf(NugetPackage package) => new()
    {
        ["@id"] = LeafOf(package),
        ["listed"] = notes.Of(package).Listed,
        ["packageContent"] = ContentOf(package),
        ["published"] = PublishedOf(package),
        ["registration"] = RegistrationOf(package),
    };

    /// <summary>The response to every search: all packages, the newest listed version of each.</summary>
    public JsonObject Search(IEnumerable<IReadOnlyList<NugetPackage>> feed)
    {
        var hits = feed.Select(p => p.Where(v => notes.Of(v).Listed).ToList()).Where(p => p.Count > 0).ToList();
        return new() { ["totalHits"] = hits.Count, ["data"] = Array(hits.Select(Hit)) };
    }

    /// <summary>A version in a registration's page.</summary>
    public JsonObject Entry(NugetPackage package)
    {
        var entry = new JsonObject
        {
            ["@id"] = LeafOf(package),
            ["id"] = package.Id,
            ["version"] = package.NormalVersion,
            ["authors"] = package.Authors,
            ["description"] = package.Description,
        };
        AddText(entry, "title", package.About.Title);
        AddText(entry, "summary", package.About.Summary);
        AddText(entry, "projectUrl", package.About.ProjectUrl);
        AddText(entry, "licenseExpression", package.License);
        entry["tags"] = Array(package.Tags.Select(t => JsonValue.Create(t)));
        entry["listed"] = notes.Of(package).Listed;
        entry["published"] = PublishedOf(package);
        entry["packageContent"] = ContentOf(package);
        entry["dependencyGroups"] = Array(package.Dependencies.Select(Group));
        if (Deprecation(package) is { } deprecation) entry["deprecation"] = deprecation;
        return new()
        {
            ["@id"] = LeafOf(package),
            ["packageContent"] = ContentOf(package),
            ["registration"] = RegistrationOf(package),
            ["catalogEntry"] = entry,
        };
    }

    /// <summary>The address of a package's registration.</summary>
    public string RegistrationOf(NugetPackage package) => $"{address}/-/registration/{package.LowerId}/index.json";

    private JsonObject Hit(IReadOnlyList<NugetPackage> versions)
    {
        var newest = versions[^1];
        var hit = new JsonObject
        {
            ["@id"] = RegistrationOf(newest),
            ["registration"] = RegistrationOf(newest),
            ["id"] = newest.Id,
            ["version"] = newest.NormalVersion,
            ["description"] = newest.Description,
            ["authors"] = new JsonArray(newest.Authors),
            ["tags"] = Array(newest.Tags.Select(t => JsonValue.Create(t))),
            ["totalDownloads"] = 0,
        };
        if (newest.Types.Count > 0)
            hit["packageTypes"] = Array(newest.Types.Select(t => new JsonObject { ["name"] = t }));
        hit["versions"] = Array(versions.Select(v => new JsonObject
        {
            ["@id"] = LeafOf(v),
            ["version"] = v.NormalVersion,
            ["downloads"] = 0,
        }));
        return hit;
    }

    private JsonObject? Deprecation(NugetPackage package)
    {
        if (notes.Of(package) is not { Deprecated: { } message } note) return null;
        IEnumerable<string> reasons = note.Reasons is { Count: > 0 } written ? written : ["Other"];
        var json = new JsonObject
        {
            ["@id"] = $"{LeafOf(package)}#deprecation",
            ["message"] = message,
            ["reasons"] = Array(reasons.Select(r => JsonValue.Create(r))),
        };
        if (note.Alternative is { } id) json["alternatePackage"] = new JsonObject { ["id"] = id, ["range"] = "*" };
        return json;
    }

    private string PublishedOf(NugetPackage package) => notes.Of(package).Listed
        ? date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : NotPublished;

    private static JsonObject Group(PackageDependencyGroup group)
    {
        var json = new JsonObject();
        if (!group.TargetFramework.IsAny) json["targetFramework"] = group.TargetFramework.GetShortFolderName();
        json["dependencies"] = Array(group.Packages.Select(p =>
            new JsonObject { ["id"] = p.Id, ["range"] = p.VersionRange.ToNormalizedString() }));
        return json;
    }

    private static void AddText(JsonObject json, string name, string? text)
    {
        if (text is { Length: > 0 }) json[name] = text;
    }

    private JsonObject Resource(string type, string path) => new() { ["@id"] = $"{address}/{path}", ["@type"] = type };

    private string LeafOf(NugetPackage package) =>
        $"{address}/-/registration/{package.LowerId}/{package.LowerVersion}.json";

    private string ContentOf(NugetPackage package) =>
        $"{address}/{package.LowerId}/{package.LowerVersion}/{package.LowerId}.{package.LowerVersion}.nupkg";

    private static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
