using Argosy.Packages.Wheels.Versions;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>File names of sdists: <c>zope_interface-5.5.tar.gz</c> (PEP 625), and the older
/// <c>zope.interface-5.5.zip</c>.</summary>
internal static class SdistName
{
    private static readonly string[] s_endings = [".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".zip"];

    /// <summary>The version in a file's name; null if it isn't an sdist of that project.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="project">The project's name, normalised.</param>
    public static PythonVersion? FindVersion(string file, string project)
    {
        if (s_endings.FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is not { } ending)
            return null;
        var stem = file[..^ending.Length];
        // A project's name may have dashes, and so may an old spelling of a version.
        for (var at = stem.IndexOf('-'); at > 0; at = stem.IndexOf('-', at + 1))
        {
            if (WheelName.Normalize(stem[..at]) == project && PythonVersion.TryParse(stem[(at + 1)..]) is { } version)
                return version;
        }

        return null;
    }

    /// <summary>The upstream version of a Debian package's version, without epoch, revision and what its packager
    /// removed; null if PEP 440 doesn't know it.</summary>
    public static PythonVersion? UpstreamOf(string debian)
    {
        var text = debian[(debian.IndexOf(':') + 1)..];
        var revision = text.LastIndexOf('-');
        if (revision > 0) text = text[..revision];
        foreach (var mark in (string[])["+dfsg", "~dfsg", ".dfsg", "+ds", "~ds", ".ds", "+repack", "~repack", "+debian"])
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at > 0) text = text[..at];
        }

        return PythonVersion.TryParse(text.Replace("~", "", StringComparison.Ordinal));
    }
}
