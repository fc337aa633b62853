using System.Text;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>A call in a meson file.</summary>
/// <param name="Name">The function, or the method with its object: <c>cc.find_library</c>.</param>
/// <param name="Texts">The positional arguments that are texts; null for any other.</param>
/// <param name="Keywords">Keyword arguments that are texts.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record MesonCall(
    string Name, IReadOnlyList<string?> Texts, IReadOnlyDictionary<string, string> Keywords, int Line);

/// <summary>Finds calls with texts in a meson file, and assignments of texts (meson's syntax).</summary>
internal sealed class MesonScanner(string text, string file, Findings findings)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly List<MesonCall> _calls = [];
    private int _at;

    /// <summary>Variables that are assigned a text.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>The calls in the order of their names, inner ones after their outer ones; up to the first error, which
    /// becomes a finding.</summary>
    public IReadOnlyList<MesonCall> Read()
    {
        try
        {
            while (Next())
            {
                if (IsWord(text[_at])) Word();
                else if (text[_at] == '\'') _ = Text();
                else _at++;
            }
        }
        catch (FormatException e)
        {
            findings.Malformed(file, LineIndex.Of(text, _at), e.Message);
        }

        return _calls;
    }

    // A word; the call or assignment that follows it.
    private void Word()
    {
        var start = _at;
        while (_at < text.Length && (IsWord(text[_at]) || text[_at] == '.')) _at++;
        var name = text[start.._at];
        if (!Next()) return;
        if (text[_at] == '(') Call(name, start);
        else if (text[_at] == '=' && _at + 1 < text.Length && text[_at + 1] != '=')
        {
            _at++;
            if (Next() && text[_at] == '\'') _variables[name] = Text();
        }
    }

    private void Call(string name, int start)
    {
        var texts = new List<string?>();
        var keywords = new Dictionary<string, string>(StringComparer.Ordinal);
        var place = _calls.Count;
        _at++;
        string? keyword = null;
        string? value = null;
        IReadOnlyList<string> items = [];
        var isText = true;
        for (var isAny = false; ;)
        {
            if (!Next()) throw new FormatException(
                $"the parenthesis of '{name}' in line {LineIndex.Of(text, start)} isn't closed");
            var c = text[_at];
            if (c is ')' or ',')
            {
                _at++;
                if (keyword is not null && value is not null && isText) keywords[keyword] = value;
                else if (keyword is null && isAny && items.Count > 0) texts.AddRange(items);
                else if (keyword is null && isAny) texts.Add(isText ? value : null);
                (keyword, value, items, isText, isAny) = (null, null, [], true, false);
                if (c == ')') break;
                continue;
            }

            isAny = true;
            if (c == '\'')
            {
                if (value is null) value = Text();
                else
                {
                    isText = false;
                    _ = Text();
                }
            }
            else if (c is '(' or '[' or '{')
            {
                isText = false;
                items = Group();
            }
            else if (IsWord(c))
            {
                var word = _at;
                Word();
                var written = text[word.._at].TrimEnd();
                if (Next() && text[_at] == ':' && written.All(IsWord))
                {
                    keyword = written;
                    _at++;
                }
                else if (value is null && _variables.TryGetValue(written, out var known)) value = known;
                else isText = false;
            }
            else
            {
                isText = false;
                _at++;
            }
        }

        _calls.Insert(place, new(name, texts, keywords, LineIndex.Of(text, start)));
    }

    // The texts directly in a bracket, which may be a list; calls inside count.
    private List<string> Group()
    {
        var items = new List<string>();
        var opening = text[_at];
        var closing = opening switch { '(' => ')', '[' => ']', _ => '}' };
        var line = LineIndex.Of(text, _at);
        _at++;
        while (Next())
        {
            if (text[_at] == closing)
            {
                _at++;
                return items;
            }

            if (text[_at] == '\'') items.Add(Text());
            else if (text[_at] is '(' or '[' or '{') _ = Group();
            else if (IsWord(text[_at])) Word();
            else _at++;
        }

        throw new FormatException($"the '{opening}' in line {line} isn't closed");
    }

    private string Text()
    {
        var isLong = text.AsSpan(_at).StartsWith("'''");
        var start = _at;
        if (isLong)
        {
            var end = text.IndexOf("'''", _at + 3, StringComparison.Ordinal);
            if (end < 0) throw new FormatException("a text begins with ''' and doesn't end");
            _at = end + 3;
            return text[(start + 3)..end];
        }

        var value = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != '\n'; _at++)
        {
            if (text[_at] == '\'')
            {
                _at++;
                return value.ToString();
            }

            if (text[_at] == '\\' && _at + 1 < text.Length) _at++;
            value.Append(text[_at]);
        }

        throw new FormatException("a text isn't closed at the end of its line");
    }

    // Over spaces and comments; false at the end.
    private bool Next()
    {
        while (_at < text.Length)
        {
            if (text[_at] == '#')
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (!char.IsWhiteSpace(text[_at])) return true;
            else _at++;
        }

        return false;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
