using System.Globalization;
using System.Text;
using Argosy.Packages.Debian.Shlibs;
using Argosy.Toolchains.Elf;

namespace Argosy.Packages.Debian;

/// <summary>Texts of a package's control files and documents.</summary>
internal static class DebTexts
{
    private const int Width = 78;

    // What linkers define in every library (dpkg-gensymbols leaves them out, too).
    private static readonly HashSet<string> s_linkers = new(StringComparer.Ordinal)
    {
        "__bss_end", "__bss_end__", "__bss_start", "__bss_start__", "__data_start", "__end__", "_bss_end__", "_edata",
        "_end", "_etext", "_fini", "_init",
    };

    /// <summary>deb-shlibs(5): library, version, dependency.</summary>
    public static string Shlibs(DebRequest request, BinaryPackage package) => string.Concat(
        from soname in package.SoNames
        let parts = SoName.TrySplit(soname)
        where parts is not null
        select $"{parts.Value.Library} {parts.Value.Version} {package.Name} (>= {request.FullVersion})\n");

    /// <summary>deb-symbols(5) of one library. Nothing is known of earlier versions, so each symbol has this
    /// one's.</summary>
    public static string Symbols(
        DebRequest request, BinaryPackage package, string soname, ElfSymbols symbols, string? development)
    {
        var text = new StringBuilder($"{soname} {package.Name} #MINVER#\n");
        if (development is not null) text.Append($"* Build-Depends-Package: {development}\n");
        foreach (var symbol in symbols.Defined.Where(s => !s_linkers.Contains(s.Name)).Select(s => s.Versioned)
            .Distinct().Order(StringComparer.Ordinal))
            text.Append($" {symbol} {request.SymbolVersion}\n");
        return text.ToString();
    }

    /// <summary>deb-changelog(5).</summary>
    public static string Changelog(DebRequest request)
    {
        var date = request.SourceDate.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{Source(request)} ({request.FullVersion}) {request.Platform.Distribution.Codename}; urgency=medium\n\n"
            + $"  * Version {request.Version}.\n\n -- {request.Definition.Maintainer}  {date} +0000\n";
    }

    /// <summary>The source package: the project.</summary>
    public static string Source(DebRequest request) => SoName.Debian(request.Project);

    /// <summary>The synopsis, and the paragraph after it.</summary>
    public static string Description(DebRequest request, BinaryPackage package)
    {
        var (aside, contents) = package.Role switch
        {
            DebRole.Development => (" (development files)",
                "This package has what is needed to compile programs that use it: headers and libraries to link."),
            DebRole.Programs => (" (programs)", "This package has the programs."),
            _ => ("", $"This package has the shared {(package.SoNames.Count > 1 ? "libraries" : "library")} "
                + $"{string.Join(", ", package.SoNames)}."),
        };
        var details = request.Definition.Details is { } text ? $"{Wrapped(text)}\n .\n" : "";
        return $"{request.Synopsis}{aside}\n{details}{Wrapped(contents)}";
    }

    // Lines of a field's continuation begin with a blank.
    private static string Wrapped(string text)
    {
        var lines = new StringBuilder();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                lines.Append(line).Append('\n');
                line.Clear();
            }

            line.Append(' ').Append(word);
        }

        return lines.Append(line).ToString();
    }
}
