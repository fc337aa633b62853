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
        SpdxParts.WriteHead(json, name, id, created);
        json.WriteStartArray("packages");
        Begin(json, Root, contents.Name, contents.Version, contents.License, contents.Digest);
        SpdxParts.WritePurl(json, contents.Purl);
        json.WriteEndObject();
        foreach (var need in contents.Needs)
        {
            Begin(json, Id(need), need.Name, need.Range, null, null);
            if (need.Purl is { } purl) SpdxParts.WritePurl(json, purl);
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
        SpdxParts.WriteRelationship(json, "SPDXRef-DOCUMENT", "DESCRIBES", Root);
        foreach (var need in contents.Needs) SpdxParts.WriteRelationship(json, Root, "DEPENDS_ON", Id(need));
        foreach (var (path, _) in contents.Files) SpdxParts.WriteRelationship(json, Root, "CONTAINS", Id(path));
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
        if (digest is { } known) SpdxParts.WriteChecksum(json, known);
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
