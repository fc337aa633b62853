using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Contents;

namespace Argosy.Images.SupplyChain.Sbom;

/// <summary>Writes the contents of an image as SPDX 2.3 in JSON.</summary>
/// <remarks>The same contents give the same bytes: the namespace is derived from them, and the time is that of the
/// sources.</remarks>
public static class SpdxDocument
{
    /// <summary>The media type, which is also the artifact type of a referrer.</summary>
    public const string MediaType = "application/spdx+json";

    /// <summary>The in-toto predicate type.</summary>
    public const string PredicateType = "https://spdx.dev/Document";

    private const string None = "NOASSERTION";
    private const string Root = "SPDXRef-image";

    /// <summary>The document.</summary>
    /// <param name="contents">The image's contents.</param>
    /// <param name="created">From <c>SOURCE_DATE_EPOCH</c>.</param>
    public static byte[] Write(ImageContents contents, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var unnamed = Write(contents, created, null);
        return Write(contents, created, ContentUuid.Of("spdx", unnamed));
    }

    private static byte[] Write(ImageContents contents, DateTimeOffset created, Guid? id) => SbomJson.Write(json =>
    {
        var name = $"{contents.Image}-{contents.Platform.Architecture}";
        SpdxParts.WriteHead(json, name, id, created);
        json.WriteStartArray("packages");
        WriteImage(json, contents);
        WriteSystem(json, contents.System);
        foreach (var package in contents.Packages) WritePackage(json, contents, package);
        foreach (var component in contents.Components) WriteComponent(json, component);
        json.WriteEndArray();
        WriteRelationships(json, contents);
    });

    private static void WriteImage(Utf8JsonWriter json, ImageContents contents)
    {
        Begin(json, contents.Image, Root, contents.Manifest.ToString(), contents.Manifest, null);
        SpdxParts.WritePurl(json, PackageUrl.Image(contents.Image, contents.Manifest, contents.Platform.Architecture));
        json.WriteString("primaryPackagePurpose", "CONTAINER");
        json.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter json, OperatingSystemRelease system)
    {
        Begin(json, system.Id, Id("os", system.Slug), system.Version, null, null);
        json.WriteString("primaryPackagePurpose", "OPERATING-SYSTEM");
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, ImageContents contents, DebianPackage package)
    {
        Begin(json, package.Name, IdOf(package), package.Version, package.Digest, package.License?.Expression);
        json.WriteString("sourceInfo", $"built package from: {package.Source} {package.SourceVersion}");
        if (package.License is { Expression: null } license)
            json.WriteString("licenseComments", $"The copyright file names: {string.Join("; ", license.Names)}");
        SpdxParts.WritePurl(json, contents.PurlOf(package));
        json.WriteString("primaryPackagePurpose", "LIBRARY");
        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, ImageComponent component)
    {
        Begin(json, component.Name, IdOf(component), component.Version ?? "", component.Digest, component.License);
        json.WriteString("comment", $"Found by: {string.Join(", ", component.Paths.Select(p => $"/{p}"))}");
        if (component.Purl is { } purl) SpdxParts.WritePurl(json, purl);
        json.WriteString("primaryPackagePurpose", component.Kind == ComponentKind.Binary ? "FILE" : "LIBRARY");
        json.WriteEndObject();
    }

    private static void WriteRelationships(Utf8JsonWriter json, ImageContents contents)
    {
        json.WriteStartArray("relationships");
        SpdxParts.WriteRelationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", Root);
        SpdxParts.WriteRelationship(json, Root, "CONTAINS", Id("os", contents.System.Slug));
        foreach (var id in contents.Packages.Select(IdOf).Concat(contents.Components.Select(IdOf)))
            SpdxParts.WriteRelationship(json, Root, "CONTAINS", id);
        var packages = contents.Packages.ToLookup(p => p.Name, IdOf, StringComparer.Ordinal);
        foreach (var package in contents.Packages)
        {
            foreach (var dependency in package.DependsOn.SelectMany(d => packages[d]))
                SpdxParts.WriteRelationship(json, IdOf(package), "DEPENDS_ON", dependency);
        }

        json.WriteEndArray();
    }

    // Leaves the package's object open.
    private static void Begin(
        Utf8JsonWriter json, string name, string id, string version, Digest? digest, string? license)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("SPDXID", id);
        if (version.Length > 0) json.WriteString("versionInfo", version);
        json.WriteString("downloadLocation", None);
        json.WriteBoolean("filesAnalyzed", false);
        if (digest is { } known) SpdxParts.WriteChecksum(json, known);
        json.WriteString("licenseConcluded", None);
        json.WriteString("licenseDeclared", license ?? None);
        json.WriteString("copyrightText", None);
    }

    private static string IdOf(DebianPackage package) => Id("deb", $"{package.Name}-{package.Architecture}");

    private static string IdOf(ImageComponent component) => Id(
        component.Kind.ToString().ToLowerInvariant(),
        component.Version is { } version ? $"{component.Name}-{version}" : component.Name);

    // Letters, digits, '.' and '-' only. Names that differ in other characters alone, such as 'a+' and 'a_', differ in
    // the digits of their digest.
    private static string Id(string kind, string name)
    {
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
        return plain == name ? $"SPDXRef-{kind}-{plain}" : $"SPDXRef-{kind}-{plain}-{Digest.Of(name).Hex[..8]}";
    }
}
