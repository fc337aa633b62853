using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Sbom;

namespace Argosy.Release.Sboms;

/// <summary>Writes the contents of a package as CycloneDX 1.6 in JSON (ECMA-424).</summary>
/// <remarks>The same contents give the same bytes: the serial number is derived from them, and the time is that of the
/// sources.</remarks>
internal static class CycloneDxPackage
{
    /// <summary>What follows the package's file name.</summary>
    public const string Suffix = ".cdx.json";

    /// <summary>The document.</summary>
    public static byte[] Write(PackageContents contents, DateTimeOffset created) =>
        Write(contents, created, ContentUuid.Of("cyclonedx", Write(contents, created, null)));

    private static byte[] Write(PackageContents contents, DateTimeOffset created, Guid? serial) =>
        SbomJson.Write(json =>
        {
            json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            if (serial is { } number) json.WriteString("serialNumber", $"urn:uuid:{number}");
            json.WriteNumber("version", 1);
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
            WriteRoot(json, contents);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("components");
            foreach (var need in contents.Needs) WriteNeed(json, need);
            foreach (var (path, digest) in contents.Files) WriteFile(json, path, digest);
            json.WriteEndArray();
            WriteDependencies(json, contents);
        });

    private static void WriteRoot(Utf8JsonWriter json, PackageContents contents)
    {
        json.WriteString("type", "library");
        json.WriteString("bom-ref", contents.Purl);
        json.WriteString("name", contents.Name);
        json.WriteString("version", contents.Version);
        WriteHash(json, contents.Digest);
        if (contents.License is { } license)
        {
            json.WriteStartArray("licenses");
            json.WriteStartObject();
            json.WriteString("expression", license);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("purl", contents.Purl);
    }

    private static void WriteNeed(Utf8JsonWriter json, PackageNeed need)
    {
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", Reference(need));
        json.WriteString("name", need.Name);
        json.WriteString("scope", "required");
        if (need.Purl is { } purl) json.WriteString("purl", purl);
        if (need.Range is { } range)
        {
            json.WriteStartArray("properties");
            json.WriteStartObject();
            json.WriteString("name", "argosy:range");
            json.WriteString("value", range);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, string path, Digest digest)
    {
        json.WriteStartObject();
        json.WriteString("type", "file");
        json.WriteString("bom-ref", $"file:{path}");
        json.WriteString("name", path);
        WriteHash(json, digest);
        json.WriteEndObject();
    }

    private static void WriteDependencies(Utf8JsonWriter json, PackageContents contents)
    {
        json.WriteStartArray("dependencies");
        json.WriteStartObject();
        json.WriteString("ref", contents.Purl);
        json.WriteStartArray("dependsOn");
        foreach (var need in contents.Needs) json.WriteStringValue(Reference(need));
        foreach (var (path, _) in contents.Files) json.WriteStringValue($"file:{path}");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteHash(Utf8JsonWriter json, Digest digest)
    {
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-256");
        json.WriteString("content", digest.Hex);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Reference(PackageNeed need) => $"needs:{need.Name} {need.Range}".TrimEnd();
}
