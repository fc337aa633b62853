using System.Text.RegularExpressions;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Sources;

/// <summary>Makes versions of those that projects and tags have.</summary>
internal static partial class VersionGuess
{
    /// <summary>A version that all consumers accept; null if there is none in the text: <c>v1.4.0</c> is <c>1.4.0</c>,
    /// <c>2.0rc1</c> is <c>2.0-rc1</c>.</summary>
    public static string? Of(string? text)
    {
        if (text is null || Form().Match(text.Trim()) is not { Success: true } match) return null;
        var numbers = string.Join('.', match.Groups["numbers"].Value.Split('.').Take(4)
            .Select(n => n.TrimStart('0') is { Length: > 0 } rest ? rest : "0"));
        var label = match.Groups["label"].Value.Trim('.', '-', '_', '+', '~').Replace('_', '-').Replace('+', '-')
            .Replace('~', '-');
        var version = label.Length == 0 ? numbers : $"{numbers}-{label}";
        return VersionRule.Allows(version) ? version : VersionRule.Allows(numbers) ? numbers : null;
    }

    /// <summary>Whether the text is that version as it is written, but for a leading <c>v</c>.</summary>
    public static bool IsExact(string text, string version) =>
        text.Trim().TrimStart('v', 'V').Equals(version, StringComparison.Ordinal);

    [GeneratedRegex(
        @"\A(?:[A-Za-z][A-Za-z_-]*?[-_/])?[vV]?(?<numbers>[0-9]+(?:\.[0-9]+)*)(?<label>[A-Za-z0-9.+~_-]*)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
