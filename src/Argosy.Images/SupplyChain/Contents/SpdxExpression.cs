namespace Argosy.Images.SupplyChain.Contents;

/// <summary>Translates a licence's short name of Debian's copyright format to an SPDX licence expression.</summary>
internal static class SpdxExpression
{
    // SPDX licence list, and the names by which Debian knows the same texts. A name that isn't here, such as
    // 'public-domain' or a package's own, has no SPDX identifier.
    private static readonly Dictionary<string, string> s_identifiers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0BSD"] = "0BSD",
        ["AGPL-3"] = "AGPL-3.0-only",
        ["AGPL-3+"] = "AGPL-3.0-or-later",
        ["Apache-2.0"] = "Apache-2.0",
        ["Apache-2"] = "Apache-2.0",
        ["Artistic"] = "Artistic-1.0-Perl",
        ["Artistic-2"] = "Artistic-2.0",
        ["Artistic-2.0"] = "Artistic-2.0",
        ["BSD-2-clause"] = "BSD-2-Clause",
        ["BSD-3-clause"] = "BSD-3-Clause",
        ["BSD-4-clause"] = "BSD-4-Clause",
        ["BSL-1.0"] = "BSL-1.0",
        ["BSL-1"] = "BSL-1.0",
        ["CC0-1.0"] = "CC0-1.0",
        ["CC0"] = "CC0-1.0",
        ["CC-BY-3.0"] = "CC-BY-3.0",
        ["CC-BY-4.0"] = "CC-BY-4.0",
        ["CC-BY-SA-3.0"] = "CC-BY-SA-3.0",
        ["CC-BY-SA-4.0"] = "CC-BY-SA-4.0",
        ["Expat"] = "MIT",
        ["MIT"] = "MIT",
        ["FSFAP"] = "FSFAP",
        ["FSFUL"] = "FSFUL",
        ["FSFULLR"] = "FSFULLR",
        ["GFDL-1.2"] = "GFDL-1.2-only",
        ["GFDL-1.2+"] = "GFDL-1.2-or-later",
        ["GFDL-1.3"] = "GFDL-1.3-only",
        ["GFDL-1.3+"] = "GFDL-1.3-or-later",
        ["GPL-1"] = "GPL-1.0-only",
        ["GPL-1+"] = "GPL-1.0-or-later",
        ["GPL-2"] = "GPL-2.0-only",
        ["GPL-2+"] = "GPL-2.0-or-later",
        ["GPL-2.0"] = "GPL-2.0-only",
        ["GPL-2.0+"] = "GPL-2.0-or-later",
        ["GPL-3"] = "GPL-3.0-only",
        ["GPL-3+"] = "GPL-3.0-or-later",
        ["GPL-3.0"] = "GPL-3.0-only",
        ["GPL-3.0+"] = "GPL-3.0-or-later",
        ["HPND"] = "HPND",
        ["ISC"] = "ISC",
        ["LGPL-2"] = "LGPL-2.0-only",
        ["LGPL-2+"] = "LGPL-2.0-or-later",
        ["LGPL-2.0+"] = "LGPL-2.0-or-later",
        ["LGPL-2.1"] = "LGPL-2.1-only",
        ["LGPL-2.1+"] = "LGPL-2.1-or-later",
        ["LGPL-3"] = "LGPL-3.0-only",
        ["LGPL-3+"] = "LGPL-3.0-or-later",
        ["LGPL-3.0+"] = "LGPL-3.0-or-later",
        ["MPL-1.1"] = "MPL-1.1",
        ["MPL-2.0"] = "MPL-2.0",
        ["NTP"] = "NTP",
        ["OFL-1.1"] = "OFL-1.1",
        ["OpenSSL"] = "OpenSSL",
        ["PSF-2"] = "PSF-2.0",
        ["PSF-2.0"] = "PSF-2.0",
        ["Python-2.0"] = "Python-2.0",
        ["Unlicense"] = "Unlicense",
        ["W3C"] = "W3C",
        ["WTFPL"] = "WTFPL",
        ["X11"] = "X11",
        ["Zlib"] = "Zlib",
    };

    // "GPL-3+ with GCC-Runtime-3.1 exception", as Debian's format writes exceptions, and SPDX's identifiers.
    private static readonly Dictionary<string, string> s_exceptions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Autoconf"] = "Autoconf-exception-3.0",
        ["Bison"] = "Bison-exception-2.2",
        ["Classpath"] = "Classpath-exception-2.0",
        ["Font"] = "Font-exception-2.0",
        ["GCC-Runtime"] = "GCC-exception-3.1",
        ["Libtool"] = "Libtool-exception",
    };

    /// <summary>The expression of a short name with 'and', 'or' and 'with'; null if a part has no identifier.
    /// </summary>
    public static string? TryOf(string name)
    {
        // A comma binds weaker than 'and' and 'or' in Debian's format: too rare to risk a wrong reading.
        if (name.Contains(',')) return null;
        var alternatives = name.Split(" or ").Select(TryConjunction).ToList();
        return alternatives.Contains(null) ? null : string.Join(" OR ", alternatives);
    }

    private static string? TryConjunction(string text)
    {
        var parts = text.Split(" and ").Select(p => TrySimple(p.Trim())).ToList();
        return parts.Contains(null) ? null : string.Join(" AND ", parts);
    }

    private static string? TrySimple(string text)
    {
        if (text.Split(" with ", 2) is not [var license, var exception])
            return s_identifiers.GetValueOrDefault(text);
        var name = exception.EndsWith(" exception", StringComparison.OrdinalIgnoreCase)
            ? exception[..^" exception".Length].Trim()
            : exception.Trim();
        return s_identifiers.GetValueOrDefault(license.Trim()) is { } identifier
            && s_exceptions.GetValueOrDefault(name) is { } known
                ? $"{identifier} WITH {known}"
                : null;
    }
}
