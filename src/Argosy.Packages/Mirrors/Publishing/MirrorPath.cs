using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Rules for names in a mirror, which go into paths and into lists of lines.</summary>
internal static partial class MirrorPath
{
    private static readonly string[] s_contentSuffixes =
        [".whl", ".metadata", ".nupkg", ".snupkg", ".nuspec", ".deb", ".ddeb", ".dsc", ".tar.gz", ".tar.xz", ".zip"];

    /// <summary>Whether a path stays within the mirror and fits on a line.</summary>
    public static bool IsSafe(string path) => path.Length is > 0 and < 1000
        && !path.Any(c => char.IsControl(c) || c == '\\')
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Whether a file's content belongs to its name for ever, as a package's does: an index may lead to it
    /// after the mirror has changed. Other files are indexes.</summary>
    public static bool IsContent(string path) =>
        s_contentSuffixes.Any(s => path.EndsWith(s, StringComparison.Ordinal))
        || path.Contains("/by-hash/", StringComparison.Ordinal);

    /// <summary>Whether it can be a mirror's name.</summary>
    public static bool IsMirror(string name) => Mirror().IsMatch(name);

    /// <summary>The name, checked: <c>nuget</c> or <c>wheel/debian-12-aarch64</c>. Error ARG0591.</summary>
    public static string CheckMirror(string name) => Mirror().IsMatch(name)
        ? name
        : throw new ArgosyException(new Diagnostic("ARG0591", SourceLocation.CommandLine,
            $"'{name}' can't be a mirror's name",
            "Write its folder below artifacts/mirror, such as nuget."));

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)?\\z")]
    private static partial Regex Mirror();
}
