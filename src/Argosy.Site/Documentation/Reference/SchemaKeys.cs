using System.Text.Json.Nodes;

namespace Argosy.Site.Documentation.Reference;

/// <summary>A key of a file.</summary>
/// <param name="Path">The names of the maps around it and its own, with <c>.</c> between them.</param>
/// <param name="Type">The kinds of value that it takes.</param>
/// <param name="Description">Its meaning; null if the schema doesn't say it.</param>
/// <param name="Default">What holds without it; null if the schema doesn't say it.</param>
/// <param name="IsRequired">Whether the map around it must have it.</param>
/// <param name="Choices">The values that it takes, if these are listed.</param>
internal sealed record SchemaKey(
    string Path, string Type, string? Description, string? Default, bool IsRequired, IReadOnlyList<string> Choices);

/// <summary>The keys of a JSON schema, depth first, each once.</summary>
internal sealed class SchemaKeys
{
    private static readonly string[] s_alternatives = ["oneOf", "anyOf", "allOf"];
    private const int Large = 8;

    private readonly JsonObject _schema;
    private readonly List<SchemaKey> _keys = [];
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private SchemaKeys(JsonObject schema) => _schema = schema;

    /// <summary>All keys of a schema.</summary>
    public static IReadOnlyList<SchemaKey> Of(JsonObject schema)
    {
        var keys = new SchemaKeys(schema);
        keys.Walk(schema, "");
        return keys._keys;
    }

    private void Walk(JsonNode? node, string path)
    {
        if (node is not JsonObject map) return;
        if (Reference(map) is { } name)
        {
            // A schema that contains itself is described once.
            if (!_open.Add(name)) return;
            var target = Target(name);
            var isLarge = target?["properties"] is JsonObject { Count: >= Large };
            // Many keys that several maps share are listed once.
            if (isLarge && !_places.TryAdd(name, path))
                _keys.Add(new($"{path}.…", "any", $"The keys of {_places[name]}.", null, false, []));
            else
                Walk(target, path);
            Children(map, path);
            _open.Remove(name);
            return;
        }

        Children(map, path);
    }

    private void Children(JsonObject map, string path)
    {
        var required = Texts(map["required"]);
        if (map["properties"] is JsonObject properties)
        {
            foreach (var (name, value) in properties)
                Add(path.Length == 0 ? name : $"{path}.{name}", value, required.Contains(name));
        }

        if (map["patternProperties"] is JsonObject patterns)
        {
            foreach (var (_, value) in patterns) Walk(value, Named(path));
        }

        if (map["additionalProperties"] is JsonObject any && Find(any, "description") is not null)
            Add(Named(path), any, isRequired: false);
        else
            Walk(map["additionalProperties"], Named(path));
        Walk(map["items"], $"{path}[]");
        foreach (var alternative in s_alternatives.SelectMany(k => map[k] as JsonArray ?? [])) Walk(alternative, path);
    }

    private static string Named(string path) => path.Length == 0 ? "<name>" : $"{path}.<name>";

    private void Add(string path, JsonNode? node, bool isRequired)
    {
        // 'false' forbids the key.
        if (node is not JsonObject map) return;
        var key = new SchemaKey(path, string.Join(" or ", Types(map).Distinct()), Find(map, "description"),
            map["default"]?.ToJsonString(), isRequired, [.. Choices(map)]);
        var same = _keys.FindIndex(k => k.Path == path);
        if (same < 0) _keys.Add(key);
        else if (_keys[same].Description is null && key.Description is not null) _keys[same] = key;
        Walk(map, path);
    }

    private IEnumerable<string> Types(JsonObject map, int depth = 0)
    {
        if (depth > 8) yield break;
        if (map["type"] is { } type)
        {
            // What YAML would read as a number is a text to our readers.
            var names = Texts(type);
            if (names.Contains("string")) names = ["string"];
            foreach (var name in names) yield return Word(name, map);
        }
        else if (map["enum"] is not null || map["const"] is not null)
        {
            yield return "one of";
        }
        else if (Reference(map) is { } reference && Target(reference) is { } target)
        {
            foreach (var name in Types(target, depth + 1)) yield return name;
        }
        else if (s_alternatives.SelectMany(k => map[k] as JsonArray ?? []).OfType<JsonObject>().ToList() is
        { Count: > 0 } of)
        {
            foreach (var name in of.SelectMany(o => Types(o, depth + 1))) yield return name;
        }
        else
        {
            yield return "any";
        }
    }

    private static string Word(string type, JsonObject map) => type switch
    {
        "string" when map["enum"] is not null => "one of",
        "string" => "text",
        "object" => "map",
        "array" => "list",
        "integer" => "whole number",
        "boolean" => "true or false",
        _ => type,
    };

    private IEnumerable<string> Choices(JsonObject map) =>
        map["enum"] is JsonArray listed ? listed.Select(Plain)
        : map["items"] is JsonObject { } items && items["enum"] is JsonArray each ? each.Select(Plain)
        : Reference(map) is { } name && Target(name) is { } target ? Choices(target)
        : [];

    private string? Find(JsonObject map, string key) => map[key]?.GetValue<string>()
        ?? (Reference(map) is { } name && Target(name) is { } target ? Find(target, key) : null);

    private JsonObject? Target(string pointer) =>
        pointer.Split('/').Aggregate<string, JsonNode?>(
            _schema, (node, part) => (node as JsonObject)?[part]) as JsonObject;

    private static string? Reference(JsonObject map) =>
        map["$ref"]?.GetValue<string>() is { } text && text.StartsWith("#/", StringComparison.Ordinal)
            ? text[2..]
            : null;

    private static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(Plain)],
        JsonValue value => [Plain(value)],
        _ => [],
    };

    private static string Plain(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "null";
}
