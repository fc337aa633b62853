using System.Text.RegularExpressions;

namespace Argosy.Packages.Debian.Shlibs;

/// <summary>Names that follow from a library's soname (Debian policy 8.1).</summary>
internal static partial class SoName
{
    /// <summary>Name and version as in deb-shlibs(5): <c>libz</c> and <c>1</c> of <c>libz.so.1</c>, <c>libbfd</c> and
    /// <c>2.40</c> of <c>libbfd-2.40.so</c>; null for a name without a version.</summary>
    public static (string Library, string Version)? TrySplit(string soname)
    {
        var match = Numbered().Match(soname);
        if (!match.Success) match = Suffixed().Match(soname);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>The runtime package's name: <c>libz1</c>, <c>libgtk-3-0</c>.</summary>
    public static string RuntimePackage(string soname)
    {
        var match = Numbered().Match(soname);
        if (!match.Success) return Debian(WithoutSuffix(soname));
        var (library, version) = (match.Groups[1].Value, match.Groups[2].Value);
        return Debian(char.IsAsciiDigit(library[^1]) ? $"{library}-{version}" : library + version);
    }

    /// <summary>The development package's name, without the version: <c>libz-dev</c>.</summary>
    public static string DevelopmentPackage(string soname) =>
        Debian(TrySplit(soname)?.Library ?? WithoutSuffix(soname)) + "-dev";

    /// <summary>A text as a package's name: lower case, <c>-</c> for what no name may have.</summary>
    public static string Debian(string text)
    {
        var name = Refused().Replace(text.ToLowerInvariant(), "-").TrimStart('-', '+', '.');
        return name.Length < 2 ? $"{name}-package" : name;
    }

    private static string WithoutSuffix(string soname) =>
        soname.EndsWith(".so", StringComparison.Ordinal) ? soname[..^3] : soname;

    [GeneratedRegex(@"\A(.+)\.so\.(.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\A(.+)-([0-9].*)\.so\z", RegexOptions.CultureInvariant)]
    private static partial Regex Suffixed();

    [GeneratedRegex("[^a-z0-9+.-]", RegexOptions.CultureInvariant)]
    private static partial Regex Refused();
}
