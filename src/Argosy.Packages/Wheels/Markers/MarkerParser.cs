using System.Globalization;
using System.Text.RegularExpressions;

namespace Argosy.Packages.Wheels.Markers;

/// <summary>Reads PEP 508's grammar of markers: <c>and</c> binds closer than <c>or</c>.</summary>
internal sealed partial class MarkerParser(string text)
{
    private const int MostNesting = 32;

    private int _at;
    private int _depth;

    /// <summary>The whole text. A <see cref="FormatException"/> names what is wrong.</summary>
    public Marker Parse()
    {
        var marker = Any();
        SkipBlanks();
        return _at == text.Length ? marker : throw Wrong("'and', 'or' or the end");
    }

    private Marker Any() => Chain("or", All, all: false);

    private Marker All() => Chain("and", One, all: true);

    private Marker Chain(string word, Func<Marker> part, bool all)
    {
        var parts = new List<Marker> { part() };
        while (TryWord(word)) parts.Add(part());
        return parts is [var only] ? only : new Marker.Combined(all, parts);
    }

    private Marker One()
    {
        if (!TryTake('(')) return new Marker.Comparison(Value(), Operator(), Value());
        if (++_depth > MostNesting) throw new FormatException($"it has more than {MostNesting} nested parentheses");
        var inner = Any();
        _depth--;
        return TryTake(')') ? inner : throw Wrong("')'");
    }

    private MarkerValue Value()
    {
        SkipBlanks();
        if (_at < text.Length && text[_at] is '\'' or '"')
        {
            var end = text.IndexOf(text[_at], _at + 1);
            if (end < 0) throw new FormatException($"a quotation mark at column {Column} isn't closed");
            var value = text[(_at + 1)..end];
            _at = end + 1;
            return new(null, value);
        }

        var name = Name().Match(text, _at);
        if (!name.Success) throw Wrong("a variable or a text in quotation marks");
        if (MarkerEnvironment.FindName(name.Value) is not { } known)
            throw new FormatException($"'{name.Value}' at column {Column} isn't a variable of PEP 508");
        _at += name.Length;
        return new(known, "");
    }

    private string Operator()
    {
        SkipBlanks();
        var symbol = Symbol().Match(text, _at);
        if (symbol.Success)
        {
            _at += symbol.Length;
            return symbol.Value;
        }

        if (TryWord("in")) return "in";
        if (TryWord("not") && TryWord("in")) return "not in";
        throw Wrong("an operator");
    }

    private bool TryTake(char sign)
    {
        SkipBlanks();
        if (_at >= text.Length || text[_at] != sign) return false;
        _at++;
        return true;
    }

    private bool TryWord(string word)
    {
        SkipBlanks();
        var match = Name().Match(text, _at);
        if (!match.Success || match.Value != word) return false;
        _at += word.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t') _at++;
    }

    private string Column => (_at + 1).ToString(CultureInfo.InvariantCulture);

    private FormatException Wrong(string expected) => new(_at < text.Length
        ? $"expected {expected} at column {Column}, not '{text[_at]}'"
        : $"expected {expected} at its end");

    [GeneratedRegex(@"\G[A-Za-z_][A-Za-z0-9_.]*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\G(?:===|==|!=|~=|<=|>=|<|>)", RegexOptions.CultureInvariant)]
    private static partial Regex Symbol();
}
