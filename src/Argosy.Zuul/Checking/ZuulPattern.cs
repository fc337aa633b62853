using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Argosy.Zuul.Checking;

/// <summary>A regular expression of Zuul. It is RE2's; .NET's non-backtracking engine has nearly the same language and
/// the same linear run time. What RE2 refuses, but Python takes, still works, with a warning by Zuul.</summary>
internal sealed partial class ZuulPattern
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, ZuulPattern> s_known = new(StringComparer.Ordinal);
    private readonly Regex? _regex;

    private ZuulPattern(string text)
    {
        if (NotOfRe2().Match(text) is { Success: true } foreign)
        {
            Fault = $"'{foreign.Value}' is unknown to it";
            _regex = TryPython(text);
        }
        else
        {
            try
            {
                _regex = new(
                    $@"\A(?:{Translated(text)})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (NotSupportedException)
            {
                Fault = "it looks around, or back at what was matched";
                _regex = TryPython(text);
            }
            catch (ArgumentException)
            {
                Fault = "it is no regular expression";
            }
        }

        IsRefused = _regex is null;
    }

    /// <summary>Why RE2 rejects it; null if it doesn't.</summary>
    public string? Fault { get; }

    /// <summary>Whether Zuul refuses it, rather than warn.</summary>
    public bool IsRefused { get; }

    /// <summary>The pattern of a text, cached: the patterns are few, and many objects use them.</summary>
    public static ZuulPattern Of(string text) => s_known.GetOrAdd(text, static t => new(t));

    /// <summary>Whether the text begins with a match, as branch matchers require. An invalid pattern matches
    /// nothing, and neither does one that takes too long.</summary>
    public bool IsPrefixOf(string text)
    {
        try
        {
            return _regex?.IsMatch(text) == true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    // Python's own language, which backtracks.
    private static Regex? TryPython(string text)
    {
        var translated = Translated(text).Replace(@"\Z", @"\z", StringComparison.Ordinal);
        try
        {
            return new(
                $@"\A(?:{PythonReference().Replace(translated, @"\k<$1>")})", RegexOptions.CultureInvariant, s_longest);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Python's named groups, and RE2's quoting.
    private static string Translated(string text) => Quoted().Replace(
        text.Replace("(?P<", "(?<", StringComparison.Ordinal), m => Regex.Escape(m.Groups[1].Value));

    [GeneratedRegex(@"\\Q(.*?)(?:\\E|\z)", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\(\?P=([A-Za-z_][A-Za-z0-9_]*)\)")]
    private static partial Regex PythonReference();

    // .NET accepts these, RE2 doesn't: comments, the end before a final line end, names of backreferences.
    [GeneratedRegex(@"\(\?#|(?<!\\)(?:\\\\)*\\Z|\(\?P=")]
    private static partial Regex NotOfRe2();
}
