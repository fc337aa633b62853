namespace Argosy.Yaml;

/// <summary>A part of a YAML text with its position. Nodes compare by identity, not by content.</summary>
/// <param name="span">Its position.</param>
/// <param name="tag">Its tag as written, or resolved for a shorthand such as <c>!!str</c>; empty for none.</param>
/// <param name="anchor">The name by which aliases refer to it; null for none.</param>
public abstract class SourceNode(SourceSpan span, string tag, string? anchor)
{
    /// <summary>Its position.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Its line, from 1.</summary>
    public int Line => Span.Line;

    /// <summary>Its tag; empty for none.</summary>
    public string Tag { get; } = tag;

    /// <summary>The name by which aliases refer to it; null for none.</summary>
    public string? Anchor { get; } = anchor;
}

/// <summary>A range of a text.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last one; for a block, after the text that ends it.</param>
/// <param name="Line">The line of its first character, from 1.</param>
/// <param name="Column">The column of its first character, from 0.</param>
public readonly record struct SourceSpan(int Start, int End, int Line, int Column);

/// <summary>A scalar, not interpreted.</summary>
/// <param name="span">Its position.</param>
/// <param name="tag">Its tag.</param>
/// <param name="anchor">Its anchor.</param>
/// <param name="value">Its text, quotes and escapes resolved.</param>
/// <param name="isPlain">Whether it is neither quoted nor a block scalar.</param>
public sealed class SourceScalar(SourceSpan span, string tag, string? anchor, string value, bool isPlain)
    : SourceNode(span, tag, anchor)
{
    /// <summary>Its text, quotes and escapes resolved.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it is neither quoted nor a block scalar.</summary>
    public bool IsPlain { get; } = isPlain;
}

/// <summary>A sequence.</summary>
/// <param name="span">Its position.</param>
/// <param name="tag">Its tag.</param>
/// <param name="anchor">Its anchor.</param>
/// <param name="isFlow">Whether it is written in brackets.</param>
/// <param name="items">In order.</param>
public sealed class SourceSequence(
    SourceSpan span, string tag, string? anchor, bool isFlow, IReadOnlyList<SourceNode> items)
    : SourceNode(span, tag, anchor)
{
    /// <summary>Whether it is written in brackets.</summary>
    public bool IsFlow { get; } = isFlow;

    /// <summary>In order.</summary>
    public IReadOnlyList<SourceNode> Items { get; } = items;
}

/// <summary>A mapping, with every entry as written, including duplicates.</summary>
/// <param name="span">Its position.</param>
/// <param name="tag">Its tag.</param>
/// <param name="anchor">Its anchor.</param>
/// <param name="isFlow">Whether it is written in braces.</param>
/// <param name="entries">In order.</param>
public sealed class SourceMapping(
    SourceSpan span, string tag, string? anchor, bool isFlow, IReadOnlyList<(SourceNode Key, SourceNode Value)> entries)
    : SourceNode(span, tag, anchor)
{
    /// <summary>Whether it is written in braces.</summary>
    public bool IsFlow { get; } = isFlow;

    /// <summary>In order.</summary>
    public IReadOnlyList<(SourceNode Key, SourceNode Value)> Entries { get; } = entries;

    /// <summary>The value of the first such key; null if there is none.</summary>
    public SourceNode? Find(string key) => Entries.FirstOrDefault(e => e.Key is SourceScalar s && s.Value == key).Value;

    /// <summary>The text of a key; null if there is none, or no scalar.</summary>
    public string? FindText(string key) => (Find(key) as SourceScalar)?.Value;
}

/// <summary>A reference to an anchor. It isn't expanded, so that reading can't enlarge a text.</summary>
/// <param name="span">Its position.</param>
/// <param name="name">The anchor's name.</param>
public sealed class SourceAlias(SourceSpan span, string name) : SourceNode(span, "", null)
{
    /// <summary>The anchor's name.</summary>
    public string Name { get; } = name;
}
