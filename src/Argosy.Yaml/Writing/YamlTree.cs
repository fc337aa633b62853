namespace Argosy.Yaml.Writing;

/// <summary>A YAML value to be written, with its comments.</summary>
public abstract record YamlTree;

/// <summary>A single value.</summary>
/// <param name="Text">The value that a YAML reader must return.</param>
/// <param name="Kind">How it may be written.</param>
public sealed record Scalar(string Text, ScalarKind Kind = ScalarKind.Text) : YamlTree;

/// <summary>How a scalar may be written.</summary>
public enum ScalarKind
{
    /// <summary>A string: quoted if YAML would read another type.</summary>
    Text,

    /// <summary>Sentences, which may be folded over several lines.</summary>
    Prose,

    /// <summary>A number or a boolean, never quoted.</summary>
    Literal,
}

/// <summary>Keys with values, in the order in which they are written.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Spaced">With a blank line between entries.</param>
public sealed record Mapping(IReadOnlyList<Entry> Entries, bool Spaced = false) : YamlTree
{
    /// <summary>A mapping of one key, such as <c>job: …</c>.</summary>
    public static Mapping Of(string key, YamlTree value) => new([new(key, value)]);
}

/// <summary>A key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Comment">The comment above it; null for none.</param>
public sealed record Entry(string Key, YamlTree Value, string? Comment = null);

/// <summary>A list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Spaced">With a blank line between items, as between stanzas.</param>
public sealed record Sequence(IReadOnlyList<Item> Items, bool Spaced = false) : YamlTree
{
    /// <summary>A list of strings.</summary>
    public static Sequence Of(IEnumerable<string> texts) => new([.. texts.Select(t => new Item(new Scalar(t)))]);
}

/// <summary>An item of a list.</summary>
/// <param name="Value">The item.</param>
/// <param name="Comment">The comment above it; null for none.</param>
public sealed record Item(YamlTree Value, string? Comment = null);
