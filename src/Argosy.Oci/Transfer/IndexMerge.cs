using System.Text.Json;
using Argosy.Oci.Model;

namespace Argosy.Oci.Transfer;

/// <summary>Replaces platforms of an index, and keeps all its other entries as they are.</summary>
internal static class IndexMerge
{
    /// <summary>The index with these platforms' entries; the same bytes if it has them already.</summary>
    /// <param name="present">The present index, or a manifest of one platform, which gets into a new index; null for
    /// none.</param>
    /// <param name="ours">An index with the new entries and the annotations of a new index.</param>
    /// <param name="chosen">The digests of the new entries in <paramref name="ours"/>.</param>
    /// <exception cref="FormatException">The present one isn't an index.</exception>
    public static byte[] Merge(byte[]? present, byte[] ours, IReadOnlySet<string> chosen)
    {
        using var own = JsonDocument.Parse(ours);
        var added = Entries(own.RootElement).Where(e => chosen.Contains(DigestOf(e))).ToList();
        if (present is null) return Write(own.RootElement, added);
        return OciDocument.Read(present, root =>
        {
            if (!root.TryGetProperty("manifests", out _)) throw new FormatException("it is no index");
            var replaced = added.Select(PlatformOf).ToHashSet(StringComparer.Ordinal);
            var all = Entries(root).Where(e => PlatformOf(e).Length == 0 || !replaced.Contains(PlatformOf(e)))
                .Concat(added).ToList();
            var isSame = Entries(root).Select(DigestOf).ToHashSet(StringComparer.Ordinal)
                .SetEquals(all.Select(DigestOf));
            return isSame ? present : Write(root, all);
        });
    }

    /// <summary>The digests of an index's entries.</summary>
    public static IReadOnlySet<string> Digests(byte[] index) =>
        OciDocument.Read(index, root => Entries(root).Select(DigestOf).ToHashSet(StringComparer.Ordinal));

    // An engine takes the first entry that fits, so their order is fixed.
    private static byte[] Write(JsonElement root, IEnumerable<JsonElement> entries) => OciJson.Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Index);
        json.WriteStartArray("manifests");
        foreach (var entry in entries
            .OrderBy(PlatformOf, StringComparer.Ordinal).ThenBy(DigestOf, StringComparer.Ordinal))
            entry.WriteTo(json);
        json.WriteEndArray();
        foreach (var member in root.EnumerateObject()
            .Where(m => m.Name is not ("schemaVersion" or "mediaType" or "manifests")))
            member.WriteTo(json);
    });

    private static IEnumerable<JsonElement> Entries(JsonElement index) =>
        index.TryGetProperty("manifests", out var manifests) ? manifests.EnumerateArray() : [];

    private static string DigestOf(JsonElement entry) => entry.GetProperty("digest").GetString() ?? "";

    // Empty for an entry without a platform, such as a nested index. arm64 is the same with and without its variant.
    private static string PlatformOf(JsonElement entry) =>
        entry.TryGetProperty("platform", out var platform) ? OciPlatform.Read(platform).Normalized.ToString() : "";
}
