using System.Text.RegularExpressions;

namespace Argosy.Packages.Debian;

/// <summary>Texts of pkg-config's files.</summary>
internal static partial class PkgConfig
{
    /// <summary>A file for a library of an item that installs none.</summary>
    public static string Of(DebRequest request, string library)
    {
        var triplet = request.Platform.Architecture.GnuTriplet;
        var headers = request.Definition.HasOwnHeaders ? $"/{triplet}" : "";
        return $$"""
            prefix=/usr
            libdir=${prefix}/lib/{{triplet}}
            includedir=${prefix}/include{{headers}}

            Name: {{library}}
            Description: {{request.Synopsis}}
            Version: {{request.Version}}
            Libs: -L${libdir} -l{{library}}
            Cflags: -I${includedir}

            """;
    }

    /// <summary>A file's text, with the folders to which its libraries and headers were moved.</summary>
    public static string Moved(string text, DebRequest request)
    {
        var triplet = request.Platform.Architecture.GnuTriplet;
        var moved = LibraryFolder().Replace(text, $"$1/{triplet}");
        return request.Definition.HasOwnHeaders ? HeaderFolder().Replace(moved, $"$1/{triplet}") : moved;
    }

    [GeneratedRegex(@"^(libdir=(?:\$\{(?:exec_)?prefix\}|/usr)/lib)(?=[ \t]*$)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LibraryFolder();

    [GeneratedRegex(@"^(includedir=(?:\$\{prefix\}|/usr)/include)(?=[ \t/]|$)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderFolder();
}
