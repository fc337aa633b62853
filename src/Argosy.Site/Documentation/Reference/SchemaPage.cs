using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Site.Documentation.Reference;

/// <summary>The reference of a YAML or JSON file's keys, from its JSON schema: path, type, default, meaning.</summary>
internal static class SchemaPage
{
    /// <summary>The page as Markdown. Error ARG0976 for a text that is no schema of a map.</summary>
    /// <param name="json">The schema.</param>
    /// <param name="file">Its path, for errors and the page.</param>
    public static string Write(string json, string file)
    {
        var schema = Parse(json, file);
        var keys = SchemaKeys.Of(schema);
        var text = new StringBuilder($"# {schema["title"]?.GetValue<string>() ?? Path.GetFileName(file)}\n");
        if (schema["description"]?.GetValue<string>() is { } description)
            text.Append(MarkdownText.Plain(description)).Append("\n\n");
        text.Append($"Generated from `{file}`, which editors check the file against as well. In a path, ");
        text.Append("`<name>` is a name of your own, and `[]` an item of a list.\n\n");
        foreach (var group in keys.GroupBy(k => k.Path.Split('.', '[')[0]))
        {
            text.Append($"## {group.Key}\n\n| key | value | meaning |\n|---|---|---|\n");
            foreach (var key in group)
            {
                text.Append($"| {MarkdownText.Code(key.Path)} | {Value(key)} | ")
                    .Append(MarkdownText.Plain(key.Description ?? "")).Append(" |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The paths of a schema's keys that have no description.</summary>
    public static IReadOnlyList<string> Undescribed(string json, string file) =>
        [.. SchemaKeys.Of(Parse(json, file)).Where(k => k.Description is null).Select(k => k.Path)];

    private static JsonObject Parse(string json, string file)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject schema) return schema;
        }
        catch (JsonException e)
        {
            throw Error($"it is no JSON ({e.Message.TrimEnd('.')})");
        }

        throw Error("its schema isn't an object");

        ArgosyException Error(string cause) => new(new Diagnostic("ARG0976", new(file), cause,
            "Name a JSON schema that describes a map with its properties."));
    }

    private static string Value(SchemaKey key)
    {
        var words = new List<string> { key.Type };
        if (key.IsRequired) words.Add("**required**");
        if (key.Choices.Count > 0) words.Add(string.Join(", ", key.Choices.Select(MarkdownText.Code)));
        if (key.Default is { } value) words.Add($"default {MarkdownText.Code(value)}");
        return string.Join("; ", words);
    }
}
