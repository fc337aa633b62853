using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Argosy.Zuul.Checking;

/// <summary>A regular expression as Zuul's RE2 takes it. .NET's own engine without backtracking has nearly the same
/// language and the same promise: time linear in the text.</summary>
internal sealed partial class ZuulPattern
{
    private static readonly ConcurrentDictionary<string, ZuulPattern> s_known = new(StringComparer.Ordinal);
    private readonly Regex? _regex;

    private ZuulPattern(string text)
    {
        if (NotOfRe2().Match(text) is { Success: true } foreign)
        {
            Fault = $"'{foreign.Value}' is unknown to it";
            return;
        }

        try
        {
            _regex = new($@"\A(?:{Translated(text)})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            Fault = "it looks around, or back at what was matched";
        }
        catch (ArgumentException)
        {
            Fault = "it is no regular expression";
        }
    }

    /// <summary>Why RE2 refuses it; null where it doesn't.</summary>
    public string? Fault { get; }

    /// <summary>The pattern of a text; patterns are few, and used by many.</summary>
    public static ZuulPattern Of(string text) => s_known.GetOrAdd(text, static t => new(t));

    /// <summary>Whether the text begins with a match, as branch matchers ask. A faulty pattern matches nothing.</summary>
    public bool IsPrefixOf(string text) => _regex?.IsMatch(text) == true;

    // Python's named groups, and RE2's quoting.
    private static string Translated(string text) => Quoted().Replace(
        text.Replace("(?P<", "(?<", StringComparison.Ordinal), m => Regex.Escape(m.Groups[1].Value));

    [GeneratedRegex(@"\\Q(.*?)(?:\\E|\z)", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    // .NET takes these, RE2 doesn't: comments, the end before a last line end, names of backreferences.
    [GeneratedRegex(@"\(\?#|(?<!\\)(?:\\\\)*\\Z|\(\?P=")]
    private static partial Regex NotOfRe2();
}
