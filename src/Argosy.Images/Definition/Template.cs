using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>A path with placeholders in braces for the architecture in one of its dialects.</summary>
public sealed record Template
{
    // The placeholders; their values come from the dialect table.
    private static readonly (string Word, Func<Architecture, string> Value)[] s_words =
    [
        ("{arch}", a => a.Name),
        ("{triplet}", a => a.GnuTriplet),
        ("{debian}", a => a.DebianName),
        ("{rid}", a => a.DotnetRid),
    ];

    private Template(string text) => Text = text;

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The path for one architecture.</summary>
    public string For(Architecture architecture) => s_words.Aggregate(Text, (text, word) =>
        text.Replace(word.Word, word.Value(architecture), StringComparison.Ordinal));

    /// <summary>Error ARG0405 for an unknown placeholder.</summary>
    internal static Template Read(YamlText text)
    {
        var rest = s_words.Aggregate(text.Required(), (t, word) => t.Replace(word.Word, "", StringComparison.Ordinal));
        var open = rest.IndexOfAny(['{', '}']);
        if (open < 0) return new(text.Value);
        var close = rest.IndexOf('}', open);
        var unknown = close < 0 ? rest[open..] : rest[open..(close + 1)];
        throw new ArgosyException(new Diagnostic("ARG0405", text.Place, $"'{unknown}' stands for nothing",
            Suggestion.For(unknown, s_words.Select(w => w.Word))));
    }
}
