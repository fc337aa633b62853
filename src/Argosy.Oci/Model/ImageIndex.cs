namespace Argosy.Oci.Model;

/// <summary>An index: manifests of several platforms, or a layout's contents (OCI image spec).</summary>
/// <param name="Manifests">Manifests, or indexes of such.</param>
/// <param name="Annotations">In the order in which they are written.</param>
public sealed record ImageIndex(
    IReadOnlyList<Descriptor> Manifests, IReadOnlyList<KeyValuePair<string, string>> Annotations)
{
    /// <summary>Always the same bytes. Entries are sorted here: an engine takes the first that fits.</summary>
    public byte[] Write() => OciJson.Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Index);
        json.WriteStartArray("manifests");
        foreach (var manifest in Manifests.OrderBy(m => m.Platform?.ToString(), StringComparer.Ordinal))
            manifest.Write(json);
        json.WriteEndArray();
        json.WriteMap("annotations", Annotations);
    });
}
