using System.Text.RegularExpressions;
using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Declarations;

/// <summary>Converts values of a declaration for a generated file.</summary>
internal static partial class ValueTree
{
    /// <summary>Converts maps, lists and scalars. A plain whole number, true or false keeps its type; everything else
    /// is a text, such as <c>3.10</c>, <c>no</c> and <c>08:00</c>.</summary>
    /// <param name="node">The value.</param>
    /// <param name="fill">Replaces a text's placeholders; keys are unchanged.</param>
    public static YamlTree Of(YamlNode node, Func<YamlText, string> fill) => node switch
    {
        YamlMap map => new Mapping([.. map.Entries.Select(e => new Entry(e.Key.Value, Of(e.Value, fill)))]),
        YamlList list => new Sequence([.. list.Items.Select(i => new Item(Of(i, fill)))]),
        YamlText { Plain: true, Value: var text } when Literal().IsMatch(text) => new Scalar(text, ScalarKind.Literal),
        YamlText { Plain: true, Value: "" } => new Scalar("null", ScalarKind.Literal),
        _ => new Scalar(fill(node.AsText()), ScalarKind.Prose),
    };

    /// <summary>The same, but all values are texts except the attribute's flags: a label <c>24</c> is not a
    /// number.</summary>
    public static YamlTree Names(YamlNode node, Attribute attribute, Func<YamlText, string> fill) => node switch
    {
        YamlList list => new Sequence([.. list.Items.Select(i => new Item(Names(i, attribute, fill)))]),
        YamlMap map => new Mapping([.. map.Entries.Select(e => new Entry(e.Key.Value, attribute.IsFlag(e.Key.Value)
            ? new Scalar(e.Value.AsText().Value, ScalarKind.Literal)
            : Names(e.Value, attribute, fill)))]),
        _ => new Scalar(fill(node.AsText()), ScalarKind.Prose),
    };

    [GeneratedRegex(@"\A(?:-?(?:0|[1-9][0-9]*)|true|false|True|False|null)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
