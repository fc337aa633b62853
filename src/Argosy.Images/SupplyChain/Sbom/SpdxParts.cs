using System.Text.Json;
using Argosy.Artifacts;

namespace Argosy.Images.SupplyChain.Sbom;

/// <summary>The parts that all documents in SPDX 2.3 have.</summary>
public static class SpdxParts
{
    /// <summary>What precedes the packages.</summary>
    /// <param name="json">The document's object.</param>
    /// <param name="name">The document's name.</param>
    /// <param name="id">Makes its namespace unique; null while it isn't known.</param>
    /// <param name="created">From <c>SOURCE_DATE_EPOCH</c>.</param>
    public static void WriteHead(Utf8JsonWriter json, string name, Guid? id, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(json);
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
    }

    /// <summary>A package's SHA-256.</summary>
    public static void WriteChecksum(Utf8JsonWriter json, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray("checksums");
        json.WriteStartObject();
        json.WriteString("algorithm", "SHA256");
        json.WriteString("checksumValue", digest.Hex);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>A package's URL.</summary>
    public static void WritePurl(Utf8JsonWriter json, string purl)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartArray("externalRefs");
        json.WriteStartObject();
        json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        json.WriteString("referenceType", "purl");
        json.WriteString("referenceLocator", purl);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>A relationship between two elements.</summary>
    public static void WriteRelationship(Utf8JsonWriter json, string from, string type, string to)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", type);
        json.WriteString("relatedSpdxElement", to);
        json.WriteEndObject();
    }
}
