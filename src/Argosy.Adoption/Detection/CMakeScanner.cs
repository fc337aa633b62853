using System.Text;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>A command of a CMake file.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Arguments">With quotes and brackets removed; variables as written.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record CMakeCommand(string Name, IReadOnlyList<string> Arguments, int Line);

/// <summary>Splits a CMake file into commands (cmake-language(7)).</summary>
internal sealed class CMakeScanner(string text, string file, Findings findings)
{
    private int _at;

    /// <summary>The commands up to the first error, which becomes a finding.</summary>
    public IReadOnlyList<CMakeCommand> Read()
    {
        var commands = new List<CMakeCommand>();
        while (SkipSpace())
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
            if (_at == start) return Ended(commands, start, $"'{text[_at]}' can't begin a command");
            var name = text[start.._at].ToLowerInvariant();
            if (!SkipSpace() || text[_at] != '(') return Ended(commands, start, $"'{name}' isn't followed by '('");
            _at++;
            if (Arguments() is not { } arguments) return Ended(commands, start,
                $"the parenthesis of '{name}' isn't closed");
            commands.Add(new(name, arguments, LineIndex.Of(text, start)));
        }

        return commands;
    }

    private List<CMakeCommand> Ended(List<CMakeCommand> commands, int position, string cause)
    {
        findings.Malformed(file, LineIndex.Of(text, position), cause);
        return commands;
    }

    // Null if the text ends before the closing parenthesis.
    private List<string>? Arguments()
    {
        var arguments = new List<string>();
        for (var depth = 1; SkipSpace();)
        {
            if (text[_at] is '(' or ')')
            {
                depth += text[_at] == '(' ? 1 : -1;
                _at++;
                if (depth == 0) return arguments;
                continue;
            }

            var argument = text[_at] == '"' ? Quoted() : BracketAt(_at) is { } level ? Bracket(level) : Unquoted();
            if (argument is null) return null;
            arguments.Add(argument);
        }

        return null;
    }

    private string? Quoted()
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"')
            {
                _at++;
                return value.ToString();
            }

            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
                if (text[_at] != '\n') value.Append(text[_at]);
            }
            else value.Append(text[_at]);
        }

        return null;
    }

    private string Unquoted()
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '"' or '#'))
            _at += text[_at] == '\\' && _at + 1 < text.Length ? 2 : 1;
        return text[start.._at];
    }

    // The number of '=' of a bracket that opens here; null if none does.
    private int? BracketAt(int position)
    {
        if (position >= text.Length || text[position] != '[') return null;
        var end = position + 1;
        while (end < text.Length && text[end] == '=') end++;
        return end < text.Length && text[end] == '[' ? end - position - 1 : null;
    }

    private string? Bracket(int level)
    {
        var start = _at + level + 2;
        var end = text.IndexOf($"]{new string('=', level)}]", start, StringComparison.Ordinal);
        if (end < 0)
        {
            _at = text.Length;
            return null;
        }

        _at = end + level + 2;
        return text[start..end].TrimStart('\n');
    }

    // Over spaces and comments; false at the end.
    private bool SkipSpace()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at])) _at++;
            else if (text[_at] != '#') return true;
            else if (BracketAt(_at + 1) is { } level)
            {
                _at++;
                _ = Bracket(level);
            }
            else
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
        }

        return false;
    }
}
