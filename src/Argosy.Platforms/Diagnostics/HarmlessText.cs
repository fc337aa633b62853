using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Platforms.Diagnostics;

/// <summary>Makes external text safe for a terminal or a CI log: a task's output, notes, errors, messages of a
/// cache.</summary>
/// <remarks>
/// Drops colours. Every other control code is shown as a visible sign: terminals act on escape sequences (ECMA-48), and
/// direction marks can make a line read as another. Commands to a CI system are broken by a space: GitHub accepts
/// <c>::name::</c> at a line's start and <c>##[name]</c>, Azure <c>##vso[…]</c>,
/// TeamCity <c>##teamcity[…]</c> anywhere.
/// </remarks>
public static partial class HarmlessText
{
    private const char Delete = '\u007f';
    private const int Pictures = 0x2400; // of the control codes, in their order
    private const char PictureOfDelete = '\u2421';
    private const char Replacement = '\ufffd';

    // All signs that change the meaning or position of others: C0, C1, line separators, direction marks,
    // byte order marks.
    private static readonly SearchValues<char> s_signs = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x2070).Select(c => (char)c).Where(IsSign),
        '\ufeff',
        .. Enumerable.Range(0xd800, 0x800).Select(c => (char)c)
    ]);

    /// <summary>The same text without control sequences. Line ends become LF and stay; a tab stays.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text;
        if (shown.AsSpan().ContainsAny(s_signs)) shown = Signs(Colours().Replace(shown.ReplaceLineEndings("\n"), ""));
        return Commands(shown);
    }

    /// <summary>The same on one line.</summary>
    public static string OfLine(string text) => Of(text.ReplaceLineEndings(" ").Replace('\n', ' '));

    private static string Commands(string text)
    {
        if (text.Contains("::", StringComparison.Ordinal)) text = LineCommands().Replace(text, "$1: :");
        return text.Contains("##", StringComparison.Ordinal) ? HashCommands().Replace(text, "# #") : text;
    }

    private static string Signs(string text)
    {
        var shown = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (char.IsHighSurrogate(sign) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                shown.Append(sign).Append(text[++i]);
            else if (char.IsSurrogate(sign)) shown.Append(Replacement);
            else if (!IsSign(sign)) shown.Append(sign);
            else if (sign < ' ') shown.Append((char)(Pictures + sign));
            else if (sign == Delete) shown.Append(PictureOfDelete);
            else shown.Append($"\\u{(int)sign:x4}");
        }

        return shown.ToString();
    }

    private static bool IsSign(char c) =>
        c is (< ' ' and not '\n' and not '\t') or (>= Delete and <= '\u009f')
            or '\u061c' or '\u200e' or '\u200f'
            or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';

    [GeneratedRegex(@"\u001b\[[0-9;:]*[mK]")]
    private static partial Regex Colours();

    // The characters that .NET's TrimStart removes, as in the runner.
    [GeneratedRegex(@"^([^\S\n]*)::", RegexOptions.Multiline)]
    private static partial Regex LineCommands();

    [GeneratedRegex(@"##(?=[A-Za-z_-]*\[)")]
    private static partial Regex HashCommands();
}
