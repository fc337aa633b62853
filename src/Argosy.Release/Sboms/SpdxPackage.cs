using System.Text;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Sbom;

namespace Argosy.Release.Sboms;

/// <summary>Writes the contents of a package as SPDX 2.3 in JSON.</summary>
/// <remarks>The same contents give the same bytes: the namespace is derived from them, and the time is that of the
/// sources. Files have their SHA-256 alone: the package says that its files weren't analysed.</remarks>
internal static class SpdxPackage
{
    /// <summary>What follows the package's file name.</summary>
    public const string Suffix = ".spdx.json";

    private const string None = "NOASSERTION";
    private const string Root = "SPDXRef-package";

    /// <summary>The document.</summary>
    public static byte[] Write(PackageContents contents, DateTimeOffset created) =>
        Write(contents, created, ContentUuid.Of("spdx", Write(contents, created, null)));

    private static byte[] Write(PackageContents contents, DateTimeOffset created, Guid? id) => SbomJson.Write(json =>
    {
        var name = $"{contents.Name}-{contents.Version}";
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
        Begin(json, Root, contents.Name, contents.Version, contents.License, contents.Digest);
        WritePurl(json, contents.Purl);
        json.WriteEndObject();
        foreach (var need in contents.Needs)
        {
            Begin(json, Id(need), need.Name, need.Range, null, null);
            if (need.Purl is { } purl) WritePurl(json, purl);
            json.WriteEndObject();
        }

        foreach (var (path, digest) in contents.Files)
        {
            Begin(json, Id(path), path, null, null, digest);
            json.WriteString("primaryPackagePurpose", "FILE");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("relationships");
        Relate(json, "SPDXRef-DOCUMENT", "DESCRIBES", Root);
        foreach (var need in contents.Needs) Relate(json, Root, "DEPENDS_ON", Id(need));
        foreach (var (path, _) in contents.Files) Relate(json, Root, "CONTAINS", Id(path));
        json.WriteEndArray();
    });

    private static void Begin(
        Utf8JsonWriter json, string id, string name, string? version, string? license, Digest? digest)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("SPDXID", id);
        if (version is not null) json.WriteString("versionInfo", version);
        json.WriteString("downloadLocation", None);
        json.WriteBoolean("filesAnalyzed", false);
        json.WriteString("licenseConcluded", None);
        json.WriteString("licenseDeclared", license ?? None);
        json.WriteString("copyrightText", None);
        if (digest is not { } known) return;
        json.WriteStartArray("checksums");
        json.WriteStartObject();
        json.WriteString("algorithm", "SHA256");
        json.WriteString("checksumValue", known.Hex);
        json.WriteEndObject();
        json.WriteEndArray();
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

    private static void Relate(Utf8JsonWriter json, string from, string how, string to)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", how);
        json.WriteString("relatedSpdxElement", to);
        json.WriteEndObject();
    }

    private static string Id(PackageNeed need) => $"SPDXRef-needs-{Encoded($"{need.Name} {need.Range}".TrimEnd())}";

    private static string Id(string path) => $"SPDXRef-file-{Encoded(path)}";

    // SPDX allows letters, digits, '.' and '-'; others become their hexadecimal bytes, so that no two are the same.
    private static string Encoded(string text)
    {
        var id = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b == '.') id.Append((char)b);
            else id.Append('-').Append(b.ToString("x2"));
        }

        return id.ToString();
    }
}
