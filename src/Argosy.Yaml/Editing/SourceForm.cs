namespace Argosy.Yaml.Editing;

/// <summary>A node's meaning, independent of layout: two nodes with the same form mean the same.</summary>
public static class SourceForm
{
    /// <summary>The form of a plain text: quoted, so that its end is unambiguous.</summary>
    public static string Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return "\""
            + value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            + "\"";
    }

    /// <summary>The form of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="replaced">The forms to use instead for some nodes in it; null for none.</param>
    public static string Of(SourceNode node, IReadOnlyDictionary<SourceNode, string>? replaced = null)
    {
        if (replaced?.GetValueOrDefault(node) is { } other) return other;
        return node switch
        {
            // A quoted number differs from a plain one.
            SourceScalar scalar => $"{scalar.Tag}{(scalar.IsPlain ? "" : "'")}{Of(scalar.Value)}",
            SourceSequence sequence => $"[{string.Concat(sequence.Items.Select(i => $"{Of(i, replaced)},"))}]",
            SourceMapping mapping =>
                $"{{{string.Concat(mapping.Entries.Select(e => $"{Of(e.Key, replaced)}:{Of(e.Value, replaced)},"))}}}",
            SourceAlias alias => $"*{alias.Name}",
            _ => throw new ArgumentException($"no form of a {node?.GetType().Name}", nameof(node)),
        };
    }
}
