using Argosy.Platforms.Diagnostics;

namespace Argosy.Zuul.Model;

/// <summary>A value of a configuration, with its location. An aliased value is part of several maps.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Weight">The number of values in it, including itself, with aliases expanded: the cost of a walk over
/// it.</param>
internal abstract record Node(SourceLocation Place, int Weight)
{
    /// <summary>How a job's variant merges it into what parents say, if a tag tells so.</summary>
    public MergeControl Control { get; init; }

    /// <summary>The user's name for this kind of value.</summary>
    public abstract string Kind { get; }

    /// <summary>This value's items: those of a list, else itself. Zuul accepts one item for a list of one.</summary>
    public IReadOnlyList<Node> AsMany => this is ListNode list ? list.Items : [this];

    /// <summary>The texts among the items.</summary>
    public IEnumerable<TextNode> Texts => AsMany.OfType<TextNode>();
}

/// <summary>A scalar.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Value">Its text, uninterpreted.</param>
/// <param name="Meaning">Its type in YAML.</param>
internal sealed record TextNode(SourceLocation Place, string Value, ScalarMeaning Meaning) : Node(Place, 1)
{
    /// <inheritdoc />
    public override string Kind => Meaning switch
    {
        ScalarMeaning.Nothing => "nothing",
        ScalarMeaning.Truth => "a truth value",
        ScalarMeaning.Integer or ScalarMeaning.Number => "a number",
        ScalarMeaning.Date => "a date",
        ScalarMeaning.Secret => "an encrypted value",
        _ => "text",
    };

    /// <summary>True, false, or null if YAML doesn't read it as a boolean.</summary>
    public bool? Truth => Meaning == ScalarMeaning.Truth ? Value.ToUpperInvariant() is "TRUE" or "YES" or "ON" : null;
}

/// <summary>A sequence.</summary>
internal sealed record ListNode(SourceLocation Place, int Weight, IReadOnlyList<Node> Items) : Node(Place, Weight)
{
    /// <inheritdoc />
    public override string Kind => "a list";
}

/// <summary>A mapping, in the file's order; keys are unique.</summary>
internal sealed record MapNode(SourceLocation Place, int Weight, IReadOnlyList<(TextNode Key, Node Value)> Entries)
    : Node(Place, Weight)
{
    /// <inheritdoc />
    public override string Kind => "a map";

    /// <summary>An empty map without a file.</summary>
    public static MapNode None { get; } = new(default, 1, []);

    /// <summary>A key's value, or null.</summary>
    public Node? Find(string key)
    {
        foreach (var (name, value) in Entries)
        {
            if (name.Value == key) return value;
        }

        return null;
    }

    /// <summary>A key's text, or null if there is none or it isn't text.</summary>
    public TextNode? Text(string key) => Find(key) as TextNode;

    /// <summary>Whether a key's value is true.</summary>
    public bool Says(string key) => Text(key)?.Truth == true;
}
