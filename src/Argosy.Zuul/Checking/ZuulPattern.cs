using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Argosy.Zuul.Checking;

/// <summary>A regular expression in Zuul's RE2 syntax. .NET's non-backtracking engine has nearly the same language and
/// the same linear run time.</summary>
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

    /// <summary>Why RE2 rejects it; null if it doesn't.</summary>
    public string? Fault { get; }

    /// <summary>The pattern of a text, cached: the patterns are few, and many objects use them.</summary>
    public static ZuulPattern Of(string text) => s_known.GetOrAdd(text, static t => new(t));

    /// <summary>Whether the text begins with a match, as branch matchers require. An invalid pattern matches
    /// nothing.</summary>
    public bool IsPrefixOf(string text) => _regex?.IsMatch(text) == true;

    // Python's named groups, and RE2's quoting.
    private static string Translated(string text) => Quoted().Replace(
        text.Replace("(?P<", "(?<", StringComparison.Ordinal), m => Regex.Escape(m.Groups[1].Value));

    [GeneratedRegex(@"\\Q(.*?)(?:\\E|\z)", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    // .NET accepts these, RE2 doesn't: comments, the end before a final line end, names of backreferences.
    [GeneratedRegex(@"\(\?#|(?<!\\)(?:\\\\)*\\Z|\(\?P=")]
    private static partial Regex NotOfRe2();
}
