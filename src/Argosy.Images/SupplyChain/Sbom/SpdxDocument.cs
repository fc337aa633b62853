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
        json.WriteString("spdxVersion", "SPDX-2.3");
        json.WriteString("dataLicense", "CC0-1.0");
        json.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        json.WriteString("name", name);
        // The form that SPDX recommends to those who don't publish documents under an address of their own.
        json.WriteString("documentNamespace", $"https://spdx.org/spdxdocs/{Uri.EscapeDataString(name)}-{id}");
        json.WriteStartObject("creationInfo");
        json.WriteString("created", SbomJson.Time(created));
        json.WriteStartArray("creators");
        json.WriteStringValue("Tool: argosy");
        json.WriteEndArray();
        json.WriteEndObject();
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
        WritePurl(json, PackageUrl.Image(contents.Image, contents.Manifest, contents.Platform.Architecture));
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
        WritePurl(json, contents.PurlOf(package));
        json.WriteString("primaryPackagePurpose", "LIBRARY");
        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, ImageComponent component)
    {
        Begin(json, component.Name, IdOf(component), component.Version ?? "", component.Digest, component.License);
        json.WriteString("comment", $"Found by: {string.Join(", ", component.Paths.Select(p => $"/{p}"))}");
        if (component.Purl is { } purl) WritePurl(json, purl);
        json.WriteString("primaryPackagePurpose", component.Kind == ComponentKind.Binary ? "FILE" : "LIBRARY");
        json.WriteEndObject();
    }

    private static void WriteRelationships(Utf8JsonWriter json, ImageContents contents)
    {
        json.WriteStartArray("relationships");
        WriteRelationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", Root);
        WriteRelationship(json, Root, "CONTAINS", Id("os", contents.System.Slug));
        foreach (var id in contents.Packages.Select(IdOf).Concat(contents.Components.Select(IdOf)))
            WriteRelationship(json, Root, "CONTAINS", id);
        var packages = contents.Packages.ToLookup(p => p.Name, IdOf, StringComparer.Ordinal);
        foreach (var package in contents.Packages)
        {
            foreach (var dependency in package.DependsOn.SelectMany(d => packages[d]))
                WriteRelationship(json, IdOf(package), "DEPENDS_ON", dependency);
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
        if (digest is { } known)
        {
            json.WriteStartArray("checksums");
            json.WriteStartObject();
            json.WriteString("algorithm", "SHA256");
            json.WriteString("checksumValue", known.Hex);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("licenseConcluded", None);
        json.WriteString("licenseDeclared", license ?? None);
        json.WriteString("copyrightText", None);
    }

    private static void WritePurl(Utf8JsonWriter json, string purl)
    {
        json.WriteStartArray("externalRefs");
        json.WriteStartObject();
        json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        json.WriteString("referenceType", "purl");
        json.WriteString("referenceLocator", purl);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteRelationship(Utf8JsonWriter json, string from, string type, string to)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", type);
        json.WriteString("relatedSpdxElement", to);
        json.WriteEndObject();
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
