using System.Text.RegularExpressions;

namespace Argosy.Packages.Debian;

/// <summary>A package's <c>copyright</c> (Debian policy 12.5): the licence, or a reference to the text that each Debian
/// system has.</summary>
internal static partial class DebCopyright
{
    // How each text begins, with single blanks, and its file in /usr/share/common-licenses.
    private static readonly (string Begins, string Title, string File)[] s_common =
    [
        ("Apache License Version 2.0,", "the Apache License, version 2.0", "Apache-2.0"),
        ("GNU GENERAL PUBLIC LICENSE Version 2,", "the GNU General Public License, version 2", "GPL-2"),
        ("GNU GENERAL PUBLIC LICENSE Version 3,", "the GNU General Public License, version 3", "GPL-3"),
        ("GNU LIBRARY GENERAL PUBLIC LICENSE Version 2,", "the GNU Library General Public License, version 2",
            "LGPL-2"),
        ("GNU LESSER GENERAL PUBLIC LICENSE Version 2.1,", "the GNU Lesser General Public License, version 2.1",
            "LGPL-2.1"),
        ("GNU LESSER GENERAL PUBLIC LICENSE Version 3,", "the GNU Lesser General Public License, version 3", "LGPL-3"),
        ("Mozilla Public License Version 2.0 ", "the Mozilla Public License, version 2.0", "MPL-2.0"),
    ];

    /// <summary>The text for a set.</summary>
    public static string Of(DebRequest request)
    {
        var license = File.ReadAllText(request.License);
        var begins = Blanks().Replace(license[..Math.Min(license.Length, 400)], " ").TrimStart();
        var common = s_common.FirstOrDefault(c => begins.StartsWith(c.Begins, StringComparison.Ordinal));
        return common.File is null
            ? license
            : $"Copyright {request.SourceDate.UtcDateTime.Year} the authors of {request.Project}\n\n"
                + $"Licensed under {common.Title}. On Debian systems its complete\n"
                + $"text is in /usr/share/common-licenses/{common.File}.\n";
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
