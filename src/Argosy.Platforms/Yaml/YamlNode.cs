using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms.Yaml;

/// <summary>A value with its location, for errors.</summary>
public abstract record YamlNode(SourceLocation Place)
{
    /// <summary>The user's name for this kind of value.</summary>
    public abstract string Kind { get; }

    /// <summary>This value as text, or error ARG0115.</summary>
    public YamlText AsText() => this as YamlText ?? throw Wrong("text");

    /// <summary>This value as a map, or error ARG0115.</summary>
    public YamlMap AsMap() => this as YamlMap ?? throw Wrong("a map");

    /// <summary>This value as a list, or error ARG0115.</summary>
    public YamlList AsList() => this as YamlList ?? throw Wrong("a list");

    /// <summary>A digest of its content, regardless of its location: SHA-256 in hexadecimal digits. It is in the key of
    /// everything that a declaration makes or proves, so that another text is another result.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        Write(text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Each text with its length, so that nothing is taken for something else.
    private protected abstract void Write(StringBuilder text);

    private protected static void Write(YamlNode node, StringBuilder text) => node.Write(text);

    private protected ArgosyException Wrong(string wanted) => new(new Diagnostic(
        "ARG0115", Place, $"expected {wanted}, not {Kind}", $"Write {wanted}."));
}

/// <summary>A scalar, not yet interpreted: YAML's implicit types (no → false, 3.10 → 3.1) are never applied.</summary>
public sealed record YamlText(SourceLocation Place, string Value, bool Plain) : YamlNode(Place)
{
    /// <inheritdoc />
    public override string Kind => Value.Length == 0 && Plain ? "nothing" : "text";

    private protected override void Write(StringBuilder text) =>
        text.Append(Plain ? 'p' : 't').Append(Value.Length).Append(':').Append(Value);

    /// <summary>A non-empty text, or error ARG0115.</summary>
    public string Required() => Value.Length > 0 ? Value : throw Wrong("a non-empty text");

    /// <summary>A whole number, or error ARG0115.</summary>
    public int AsInt() => int.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
        ? n
        : throw Wrong("a whole number");

    /// <summary>Exactly <c>true</c> or <c>false</c>, or error ARG0115.</summary>
    public bool AsBool() => Value switch { "true" => true, "false" => false, _ => throw Wrong("true or false") };
}

/// <summary>A sequence.</summary>
public sealed record YamlList(SourceLocation Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place)
{
    /// <inheritdoc />
    public override string Kind => "a list";

    private protected override void Write(StringBuilder text)
    {
        text.Append('[');
        foreach (var item in Items) Write(item, text);
        text.Append(']');
    }

    /// <summary>The items as non-empty texts.</summary>
    public IEnumerable<YamlText> Texts()
    {
        foreach (var item in Items)
        {
            item.AsText().Required();
            yield return item.AsText();
        }
    }
}
