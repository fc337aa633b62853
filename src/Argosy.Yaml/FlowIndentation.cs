using System.Text;

namespace Argosy.Yaml;

/// <summary>Indents the lines inside quotes and brackets. LibYAML, and so PyYAML, takes such a line at any column;
/// YamlDotNet wants it deeper than its block. Blanks at the beginning of such a line have no meaning.</summary>
internal sealed class FlowIndentation
{
    private readonly string _text;
    private readonly StringBuilder _indented;
    private readonly List<(int At, int Count)> _added = [];
    private int _at;
    private int _depth;
    private int _column;
    private char _quote;
    private bool _startsToken = true;

    private FlowIndentation(string text) => (_text, _indented) = (text, new(text.Length + 64));

    /// <summary>The same text with these lines indented.</summary>
    public string Text => _indented.ToString();

    /// <summary>Indents a text; null if it has no such line.</summary>
    public static FlowIndentation? TryIndent(string text)
    {
        var indentation = new FlowIndentation(text);
        indentation.Scan();
        return indentation._added.Count == 0 ? null : indentation;
    }

    /// <summary>The place in the original text of a place in <see cref="Text"/>.</summary>
    public long Original(long index)
    {
        var removed = 0;
        foreach (var (at, count) in _added)
        {
            if (at + removed >= index) break;
            removed += (int)Math.Min(count, index - at - removed);
        }

        return index - removed;
    }

    private bool IsInside => _quote != 0 || _depth > 0;

    private void Scan()
    {
        while (_at < _text.Length)
        {
            if (_at == 0 || _text[_at - 1] == '\n') BeginLine();
            if (_at >= _text.Length) return;
            if (_quote != 0) InQuotes();
            else Outside();
        }
    }

    private void BeginLine()
    {
        var end = _at;
        while (end < _text.Length && _text[end] == ' ') end++;
        if (!IsInside)
        {
            _startsToken = true;
            return;
        }

        var indent = end - _at;
        if (end == _text.Length || _text[end] is '\n' or '\r' || indent > _column || IsMarker()) return;
        var missing = _column + 1 - indent;
        _added.Add((_at, missing));
        _indented.Append(' ', missing);
    }

    // The end of a document may not stand in quotes.
    private bool IsMarker() =>
        (_text.AsSpan(_at).StartsWith("---") || _text.AsSpan(_at).StartsWith("..."))
        && (_at + 3 == _text.Length || _text[_at + 3] is ' ' or '\t' or '\n' or '\r');

    private void InQuotes()
    {
        var c = _text[_at];
        if (c == '\\' && _quote == '"' && _at + 1 < _text.Length && _text[_at + 1] is not ('\n' or '\r')) Take();
        else if (c == '\'' && _quote == c && _at + 1 < _text.Length && _text[_at + 1] == c) Take();
        else if (c == _quote) (_quote, _startsToken) = ('\0', false);
        Take();
    }

    private void Outside()
    {
        var c = _text[_at];
        var isSpaced = _at + 1 >= _text.Length || _text[_at + 1] is ' ' or '\t' or '\n' or '\r';
        if (c == '#' && (_at == 0 || _text[_at - 1] is ' ' or '\t' or '\n')) TakeLine();
        else if (c is '"' or '\'' && _startsToken) Open(c, 0);
        else if (c is '[' or '{' && (_startsToken || _depth > 0)) Open('\0', 1);
        else if (c is '|' or '>' && _startsToken && _depth == 0) TakeBlock();
        else
        {
            if (c is ']' or '}' && _depth > 0) _depth--;
            if (c is '!' or '&' or '*' && _startsToken) TakeWord();
            else if (c is not (' ' or '\t' or '\n' or '\r'))
                _startsToken = (c == ':' && isSpaced) || (c == ',' && _depth > 0)
                    || (c is '-' or '?' && isSpaced && _startsToken);
            Take();
        }
    }

    private void Open(char quote, int depth)
    {
        if (!IsInside) _column = _at - (_at == 0 ? 0 : _text.LastIndexOf('\n', _at - 1) + 1);
        _quote = quote;
        _depth += depth;
        _startsToken = true;
        Take();
    }

    // A block scalar: all lines that are as deep as its first one.
    private void TakeBlock()
    {
        var parent = Indent(_at == 0 ? 0 : _text.LastIndexOf('\n', _at - 1) + 1);
        TakeLine();
        var content = -1;
        while (_at < _text.Length)
        {
            var indent = Indent(_at);
            var isBlank = _at + indent >= _text.Length || _text[_at + indent] is '\n' or '\r';
            if (!isBlank && content < 0) content = indent > parent ? indent : int.MaxValue;
            if (!isBlank && indent < content) return;
            TakeLine();
        }
    }

    private int Indent(int line)
    {
        var end = line;
        while (end < _text.Length && _text[end] is ' ' or '-') end++;
        while (end > line && _text[end - 1] == '-') end--;
        return end - line;
    }

    private void TakeWord()
    {
        while (_at + 1 < _text.Length && _text[_at + 1] is not (' ' or '\t' or '\n' or '\r' or ',' or ']' or '}'))
            Take();
    }

    private void TakeLine()
    {
        while (_at < _text.Length && _text[_at] != '\n') Take();
        if (_at < _text.Length) Take();
    }

    private void Take() => _indented.Append(_text[_at++]);
}
