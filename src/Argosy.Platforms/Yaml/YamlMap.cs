using System.Text;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Platforms.Yaml;

/// <summary>A map that is read key by key; <see cref="Done"/> then reports every key that was not read.</summary>
public sealed record YamlMap(SourceLocation Place, IReadOnlyList<(YamlText Key, YamlNode Value)> Entries)
    : YamlNode(Place)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override string Kind => "a map";

    private protected override void Write(StringBuilder text)
    {
        text.Append('{');
        foreach (var (key, value) in Entries)
        {
            Write(key, text);
            Write(value, text);
        }

        text.Append('}');
    }

    /// <summary>The value of a key, or null where the file has none.</summary>
    public YamlNode? Find(string key)
    {
        _asked.Add(key);
        foreach (var (name, value) in Entries)
        {
            if (name.Value == key) return value;
        }

        return null;
    }

    /// <summary>The value of a key, or error ARG0116. A misspelt key is named as the likely cause.</summary>
    public YamlNode Get(string key)
    {
        if (Find(key) is { } value) return value;
        var stray = Entries.Select(e => e.Key).FirstOrDefault(k => Suggestion.Distance(k.Value, key) is 1 or 2);
        throw new ArgosyException(new Diagnostic("ARG0116", stray?.Place ?? Place, $"key '{key}' is missing",
            stray is null ? $"Add '{key}:'." : $"Is '{stray.Value}' meant to be '{key}'?"));
    }

    /// <summary>A required, non-empty text.</summary>
    public string Text(string key) => Get(key).AsText().Required();

    /// <summary>A text, or the default if the key is absent.</summary>
    public string Text(string key, string absent) => Find(key)?.AsText().Required() ?? absent;

    /// <summary>A whole number, or the default if the key is absent.</summary>
    public int Number(string key, int absent) => Find(key)?.AsText().AsInt() ?? absent;

    /// <summary><c>true</c> or <c>false</c>, or the default if the key is absent.</summary>
    public bool Bool(string key, bool absent) => Find(key)?.AsText().AsBool() ?? absent;

    /// <summary>A list of non-empty texts; empty if the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        Find(key)?.AsList().Texts().Select(t => t.Value).ToList() ?? [];

    /// <summary>A map, or null if the key is absent.</summary>
    public YamlMap? Map(string key) => Find(key)?.AsMap();

    /// <summary>Call after reading all known keys: throws ARG0114 for each key that was not read.</summary>
    public void Done()
    {
        var unknown = Entries.Where(e => !_asked.Contains(e.Key.Value)).Select(e => new Diagnostic(
            "ARG0114", e.Key.Place, $"unknown key '{e.Key.Value}'",
            Suggestion.For(e.Key.Value, _asked.Order()))).ToList();
        if (unknown.Count > 0) throw new ArgosyException(unknown);
    }
}
