using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Contents;

namespace Argosy.Images.SupplyChain.Sbom;

/// <summary>Writes the contents of an image as CycloneDX 1.6 in JSON (ECMA-424).</summary>
/// <remarks>The same contents give the same bytes: the serial number is derived from them, and the time is that of the
/// sources.</remarks>
public static class CycloneDxDocument
{
    /// <summary>The media type, which is also the artifact type of a referrer.</summary>
    public const string MediaType = "application/vnd.cyclonedx+json";

    /// <summary>The in-toto predicate type.</summary>
    public const string PredicateType = "https://cyclonedx.org/bom";

    /// <summary>The document.</summary>
    /// <param name="contents">The image's contents.</param>
    /// <param name="created">From <c>SOURCE_DATE_EPOCH</c>.</param>
    public static byte[] Write(ImageContents contents, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var unnumbered = Write(contents, created, null);
        return Write(contents, created, ContentUuid.Of("cyclonedx", unnumbered));
    }

    private static byte[] Write(ImageContents contents, DateTimeOffset created, Guid? serial) => SbomJson.Write(json =>
    {
        var root = PackageUrl.Image(contents.Image, contents.Manifest, contents.Platform.Architecture);
        json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.6");
        if (serial is { } number) json.WriteString("serialNumber", $"urn:uuid:{number}");
        json.WriteNumber("version", 1);
        WriteMetadata(json, contents, root, created);
        json.WriteStartArray("components");
        WriteSystem(json, contents.System);
        foreach (var package in contents.Packages) WritePackage(json, contents, package);
        foreach (var component in contents.Components) WriteComponent(json, component);
        json.WriteEndArray();
        WriteDependencies(json, contents, root);
    });

    private static void WriteMetadata(
        Utf8JsonWriter json, ImageContents contents, string root, DateTimeOffset created)
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", SbomJson.Time(created));
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", "argosy");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("component");
        json.WriteString("type", "container");
        json.WriteString("bom-ref", root);
        json.WriteString("name", contents.Image);
        json.WriteString("version", contents.Manifest.ToString());
        json.WriteString("purl", root);
        json.WriteStartArray("properties");
        WriteProperty(json, "argosy:platform", contents.Platform.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter json, OperatingSystemRelease system)
    {
        json.WriteStartObject();
        json.WriteString("type", "operating-system");
        json.WriteString("bom-ref", $"os:{system.Slug}");
        json.WriteString("name", system.Id);
        if (system.Version.Length > 0) json.WriteString("version", system.Version);
        json.WriteString("description", system.Title);
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, ImageContents contents, DebianPackage package)
    {
        var purl = contents.PurlOf(package);
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", purl);
        if (package.Maintainer is { } maintainer)
        {
            json.WriteStartObject("supplier");
            json.WriteString("name", maintainer);
            json.WriteEndObject();
        }

        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        WriteHash(json, package.Digest);
        WriteLicenses(json, package.License?.Expression, package.License?.Names ?? []);
        json.WriteString("purl", purl);
        // The source package is what the binary one descends from.
        json.WriteStartObject("pedigree");
        json.WriteStartArray("ancestors");
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("name", package.Source);
        json.WriteString("version", package.SourceVersion);
        json.WriteString("purl", PackageUrl.Debian(
            contents.System.Id, package.Source, package.SourceVersion, "source", contents.System.Slug));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, ImageComponent component)
    {
        json.WriteStartObject();
        json.WriteString("type", component.Kind == ComponentKind.Binary ? "file" : "library");
        json.WriteString("bom-ref", Reference(component));
        json.WriteString("name", component.Name);
        if (component.Version is { } version) json.WriteString("version", version);
        WriteHash(json, component.Digest);
        WriteLicenses(json, component.License, []);
        if (component.Purl is { } purl) json.WriteString("purl", purl);
        json.WriteStartObject("evidence");
        json.WriteStartArray("occurrences");
        foreach (var path in component.Paths)
        {
            json.WriteStartObject();
            json.WriteString("location", $"/{path}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDependencies(Utf8JsonWriter json, ImageContents contents, string root)
    {
        var packages = contents.Packages.ToLookup(p => p.Name, contents.PurlOf, StringComparer.Ordinal);
        json.WriteStartArray("dependencies");
        var parts = contents.Packages.Select(contents.PurlOf).Concat(contents.Components.Select(Reference));
        WriteDependency(json, root, parts.Prepend($"os:{contents.System.Slug}"));
        foreach (var package in contents.Packages)
            WriteDependency(json, contents.PurlOf(package), package.DependsOn.SelectMany(d => packages[d]));
        json.WriteEndArray();
    }

    private static void WriteDependency(Utf8JsonWriter json, string reference, IEnumerable<string> dependencies)
    {
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteStartArray("dependsOn");
        foreach (var dependency in dependencies.Distinct(StringComparer.Ordinal)) json.WriteStringValue(dependency);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Reference(ImageComponent component) => component.Purl ?? $"file:{component.Name}";

    private static void WriteHash(Utf8JsonWriter json, Digest? digest)
    {
        if (digest is not { } known) return;
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-256");
        json.WriteString("content", known.Hex);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteLicenses(Utf8JsonWriter json, string? expression, IReadOnlyList<string> names)
    {
        if (expression is null && names.Count == 0) return;
        json.WriteStartArray("licenses");
        if (expression is not null)
        {
            json.WriteStartObject();
            json.WriteString("expression", expression);
            json.WriteEndObject();
        }
        else
        {
            foreach (var name in names)
            {
                json.WriteStartObject();
                json.WriteStartObject("license");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
