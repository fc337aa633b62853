using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Rules;

/// <summary>A project's version. It must be valid for every consumer and unchanged: a version that a consumer would
/// rewrite is rejected, too.</summary>
/// <remarks>PEP 440 isn't checked, since wheels have their sdist's own version.</remarks>
public static partial class VersionRule
{
    // 0 to 65534: the parts of a .NET assembly's version.
    private const string Number =
        "(?:0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-4])";
    private const string Label = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

    /// <summary>The maximum length, which is NuGet's.</summary>
    public const int Longest = 64;

    /// <summary>The regular expression of the schema, which all consumers accept. Some dialects let <c>$</c> match
    /// before a line end, so that is excluded first.</summary>
    public const string Pattern = $@"^(?!.*\n){Number}(?:\.{Number}){{0,3}}(?:-{Label}(?:\.{Label})*)?$";

    // In the order in which they are reported: the simplest remedy first.
    private static readonly (string Consumer, Func<string, bool> Takes, string Remedy)[] s_consumers =
    [
        ("Debian (deb-version(7))", v => Debian().IsMatch(v),
            "Begin it with a digit, and use letters, digits, '.', '-', '+' and '~'."),
        ("an OCI tag", v => OciTag().IsMatch(v),
            "Use letters, digits, '.' and '-'; a tag can't have a '+' or a '~'."),
        ("NuGet (SemVer 2.0)", v => v.Length <= Longest && SemVer().IsMatch(v),
            "Write one to four numbers without leading zeros, such as 1.4.0, "
            + "and '-' with a label for what comes before it, such as 1.4.0-rc.1."),
        (".NET's assembly versions",
            v => v.Split('-')[0].Split('.').All(n => int.Parse(n, CultureInfo.InvariantCulture) <= 65534),
            "Keep each of the numbers below 65535."),
    ];

    /// <summary>Whether every consumer accepts it.</summary>
    public static bool Allows(string version) => Refusal(version) is null;

    /// <summary>The version, or error ARG0118 that names the consumer that rejects it.</summary>
    public static string Check(YamlText text)
    {
        if (Refusal(text.Required()) is not { } refusal) return text.Value;
        throw new ArgosyException(new Diagnostic("ARG0118", text.Place,
            $"version '{text.Value.ReplaceLineEndings("\\n")}' isn't one for {refusal.Consumer}", refusal.Remedy));
    }

    private static (string Consumer, string Remedy)? Refusal(string version)
    {
        foreach (var (consumer, takes, remedy) in s_consumers)
        {
            if (!takes(version)) return (consumer, remedy);
        }

        return null;
    }

    [GeneratedRegex(@"\A[0-9][A-Za-z0-9.+~-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Debian();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OciTag();

    [GeneratedRegex(
        @"\A(?:0|[1-9][0-9]{0,8})(?:\.(?:0|[1-9][0-9]{0,8})){0,3}(?:-" + Label + @"(?:\." + Label + @")*)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex SemVer();
}
