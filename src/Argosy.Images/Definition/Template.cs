using Argosy.Platforms;
using Argosy.Platforms.Templates;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>A path with placeholders for the architecture in one of its dialects.</summary>
public sealed record Template
{
    private const string UnknownPlaceholder = "ARG0405";

    // In the order in which errors list them; their values come from the dialect table.
    private static readonly OrderedDictionary<string, Func<Architecture, string>> s_values = new(StringComparer.Ordinal)
    {
        ["arch"] = a => a.Name,
        ["triplet"] = a => a.GnuTriplet,
        ["debian"] = a => a.DebianName,
        ["rid"] = a => a.DotnetRid,
    };

    private readonly TemplateText _text;

    private Template(TemplateText text) => _text = text;

    /// <summary>As written.</summary>
    public string Text => _text.Written.Value;

    /// <summary>The path for one architecture.</summary>
    public string For(Architecture architecture) => _text.Fill(name => s_values[name](architecture));

    /// <summary>Error ARG0405 for an unknown placeholder. A path has no other braces: one is a misspelt placeholder.
    /// </summary>
    internal static Template Read(YamlText text)
    {
        text.Required();
        var template = new TemplateText(text).Check(UnknownPlaceholder, s_values.Keys);
        var rest = template.Literals;
        var open = rest.IndexOfAny(['{', '}']);
        if (open < 0) return new(template);
        var close = rest.IndexOf('}', open);
        var stray = close < 0 ? rest[open..] : rest[open..(close + 1)];
        throw template.Unknown(UnknownPlaceholder, stray, s_values.Keys);
    }
}
