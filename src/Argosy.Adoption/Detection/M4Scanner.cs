using System.Text;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>A macro call of a configure.ac.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">Without outer quotes; names that <c>m4_define</c> gave a plain value are replaced.</param>
/// <param name="Line">Its line, from 1.</param>
internal sealed record M4Macro(string Name, IReadOnlyList<string> Arguments, int Line);

/// <summary>Finds macro calls with arguments in a configure.ac, whose quotes are brackets (autoconf's manual, "M4
/// Quotation"). Calls in arguments count, too.</summary>
internal sealed class M4Scanner(string text, string file, Findings findings)
{
    private const int MostDepth = 40;

    private readonly Dictionary<string, string> _defined = new(StringComparer.Ordinal);
    private readonly List<M4Macro> _macros = [];

    /// <summary>The calls up to the first one that isn't closed, which becomes a finding.</summary>
    public IReadOnlyList<M4Macro> Read()
    {
        Read(text, 1, 0);
        return _macros;
    }

    private bool Read(string source, int firstLine, int depth)
    {
        for (var at = 0; at < source.Length;)
        {
            if (!IsName(source[at]))
            {
                at = source[at] == '#' ? EndOfLine(source, at) : at + 1;
                continue;
            }

            var start = at;
            while (at < source.Length && IsName(source[at])) at++;
            var name = source[start..at];
            if (name == "dnl") at = EndOfLine(source, at);
            if (!IsMacro(name)) continue;
            var line = firstLine + LineIndex.Of(source, start) - 1;
            if (at == source.Length || source[at] != '(')
            {
                _macros.Add(new(name, [], line));
                continue;
            }

            if (Arguments(source, at + 1) is not { } call)
            {
                // Shell code has parentheses of its own; only a macro of the project as a whole is an error.
                if (depth > 0) continue;
                findings.Malformed(file, line, $"the parenthesis of '{name}' isn't closed");
                return false;
            }

            Add(name, call.Arguments, line);
            if (depth < MostDepth)
            {
                foreach (var (argument, offset) in call.Written)
                    _ = Read(argument, line + LineIndex.Of(source, offset) - LineIndex.Of(source, start), depth + 1);
            }

            at = call.End;
        }

        return true;
    }

    private void Add(string name, IReadOnlyList<string> arguments, int line)
    {
        if (name is "m4_define" or "define" or "AC_DEFUN" && arguments.Count > 1)
        {
            if (name != "AC_DEFUN" && !arguments[1].Contains('(', StringComparison.Ordinal))
                _defined[arguments[0].Trim('[', ']')] = Plain(arguments[1]);
            return;
        }

        _macros.Add(new(name, [.. arguments.Select(Plain)], line));
    }

    // A value without macros that would have to be run; those stay as they are.
    private string Plain(string argument)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < argument.Length;)
        {
            var start = at;
            while (at < argument.Length && IsName(argument[at])) at++;
            if (at > start) plain.Append(_defined.GetValueOrDefault(argument[start..at], argument[start..at]));
            else if (argument[at] is not ('[' or ']')) plain.Append(argument[at++]);
            else at++;
        }

        return string.Join(' ', plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Each argument, and where it begins; null if the parenthesis isn't closed.
    private static (List<string> Arguments, List<(string Text, int Offset)> Written, int End)? Arguments(
        string source, int start)
    {
        var arguments = new List<string>();
        var written = new List<(string, int)>();
        var (quotes, parentheses, from) = (0, 0, start);
        for (var at = start; at < source.Length; at++)
        {
            switch (source[at])
            {
                case '[':
                    quotes++;
                    break;
                case ']':
                    quotes = Math.Max(0, quotes - 1);
                    break;
                case '(' when quotes == 0:
                    parentheses++;
                    break;
                case ')' when quotes == 0 && parentheses > 0:
                    parentheses--;
                    break;
                case ',' when quotes == 0 && parentheses == 0:
                case ')' when quotes == 0:
                    var argument = source[from..at];
                    arguments.Add(argument.Trim());
                    written.Add((argument, from));
                    from = at + 1;
                    if (source[at] == ')') return (arguments, written, at + 1);
                    break;
            }
        }

        return null;
    }

    private static int EndOfLine(string source, int at) =>
        source.IndexOf('\n', at) is >= 0 and var end ? end : source.Length;

    private static bool IsMacro(string name) => name.StartsWith("m4_", StringComparison.Ordinal) || name == "define"
        || (name.Length > 3 && name[2] == '_' && char.IsAsciiLetterUpper(name[0]))
        || name.StartsWith("PKG_", StringComparison.Ordinal);

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
