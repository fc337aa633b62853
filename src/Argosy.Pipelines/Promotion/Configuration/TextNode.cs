using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Argosy.Pipelines.Promotion.Configuration;

/// <summary>A piece of a YAML text that knows where it stands, so that it can be edited there.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index behind its last one; of a block, behind the text that ends it.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 0.</param>
internal abstract record TextNode(int Start, int End, int Line, int Column)
{
    /// <summary>What it says, whatever its layout: two texts with the same form mean the same.</summary>
    /// <param name="replaced">Nodes that are to be taken for something else.</param>
    public string Form(IReadOnlyDictionary<TextNode, string> replaced) => replaced.TryGetValue(this, out var other) ? other : OwnForm(replaced);

    private protected abstract string OwnForm(IReadOnlyDictionary<TextNode, string> replaced);

    // Nodes are themselves, not what they say: two entries may say the same.
    /// <inheritdoc />
    public virtual bool Equals(TextNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A scalar; with its tag and style, since a quoted number is another thing than a plain one.</summary>
internal sealed record TextScalar(int Start, int End, int Line, int Column, string Value, string Kind) : TextNode(Start, End, Line, Column)
{
    /// <summary>The form of a plain word.</summary>
    public static string FormOf(string value) => JsonSerializer.Serialize(value, FormJson.Default.String);

    private protected override string OwnForm(IReadOnlyDictionary<TextNode, string> replaced) => Kind + FormOf(Value);
}

/// <summary>A sequence, in a block or between brackets.</summary>
internal sealed record TextList(int Start, int End, int Line, int Column, bool IsFlow, IReadOnlyList<TextNode> Items) : TextNode(Start, End, Line, Column)
{
    private protected override string OwnForm(IReadOnlyDictionary<TextNode, string> replaced) =>
        $"[{string.Concat(Items.Select(i => $"{i.Form(replaced)},"))}]";
}

/// <summary>A mapping, in a block or between braces.</summary>
internal sealed record TextMap(int Start, int End, int Line, int Column, bool IsFlow, IReadOnlyList<(TextNode Key, TextNode Value)> Entries)
    : TextNode(Start, End, Line, Column)
{
    /// <summary>A key's value; null where there is none.</summary>
    public TextNode? Find(string key) => Entries.FirstOrDefault(e => e.Key is TextScalar s && s.Value == key).Value;

    /// <summary>A key's text; null where there is none, or something else.</summary>
    public string? Text(string key) => (Find(key) as TextScalar)?.Value;

    private protected override string OwnForm(IReadOnlyDictionary<TextNode, string> replaced) =>
        $"{{{string.Concat(Entries.Select(e => $"{e.Key.Form(replaced)}:{e.Value.Form(replaced)},"))}}}";
}

/// <summary>A reference to an anchor; it is never followed, so that no file can grow by being read.</summary>
internal sealed record TextAlias(int Start, int End, int Line, int Column, string Anchor) : TextNode(Start, End, Line, Column)
{
    private protected override string OwnForm(IReadOnlyDictionary<TextNode, string> replaced) => $"*{Anchor}";
}
