using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>Combines two texts of one form: that of an image and the one it extends, or that of all architectures and
/// an architecture's own.</summary>
/// <remarks>Works on the tree, before anything is read, so that a new key needs no code here, and every value keeps the
/// place where it was written.</remarks>
internal static class ImageMerge
{
    // Lists with a meaning as a whole: more arguments would be another command.
    private static readonly HashSet<string> s_whole = ["entrypoint", "cmd", "command", "architectures"];

    /// <summary>Maps are combined by key, lists are appended, and otherwise the upper value is used. An item of a list
    /// replaces one with the same <c>name</c> or <c>destination</c>.</summary>
    public static YamlMap Over(YamlMap below, YamlMap above)
    {
        var merged = new List<(YamlText Key, YamlNode Value)>();
        foreach (var (key, value) in below.Entries)
        {
            var other = above.Entries.FirstOrDefault(e => e.Key.Value == key.Value);
            merged.Add(other.Key is null ? (key, value) : (other.Key, Over(key.Value, value, other.Value)));
        }

        merged.AddRange(above.Entries.Where(a => below.Entries.All(b => b.Key.Value != a.Key.Value)));
        return new(above.Place, merged);
    }

    /// <summary>The map without some keys.</summary>
    public static YamlMap Without(YamlMap map, params string[] keys) =>
        new(map.Place, [.. map.Entries.Where(e => !keys.Contains(e.Key.Value))]);

    private static YamlNode Over(string key, YamlNode below, YamlNode above) => (below, above) switch
    {
        (YamlMap lower, YamlMap upper) => Over(lower, upper),
        (YamlList lower, YamlList upper) when !s_whole.Contains(key) => new YamlList(
            upper.Place, [.. lower.Items.Where(l => !upper.Items.Any(u => Replaces(u, l))), .. upper.Items]),
        _ => above,
    };

    private static bool Replaces(YamlNode upper, YamlNode lower) =>
        Identity(upper) is { } identity && identity == Identity(lower);

    // A package that only some architectures have is another item than one that all have.
    private static string? Identity(YamlNode node)
    {
        if (node is not YamlMap map) return null;
        var values = map.Entries.Where(e => e.Key.Value is "name" or "destination" or "architectures")
            .Where(e => (e.Value as YamlText)?.Value.EndsWith('/') != true)
            .OrderBy(e => e.Key.Value, StringComparer.Ordinal).ToList();
        return values.Any(e => e.Key.Value != "architectures")
            ? string.Join('\n', values.Select(e => e.Key.Value + e.Value.Fingerprint()))
            : null;
    }
}
