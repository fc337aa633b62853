using System.Text.RegularExpressions;
using Argosy.Adoption.Proposals;
using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Detection;

/// <summary>Reads an autotools project: its name and version, and what it needs, from <c>configure.ac</c> or, without
/// it, from the generated <c>configure</c>.</summary>
internal sealed partial class AutotoolsProject(ProjectFiles files, Findings findings, string folder)
{
    private static readonly string[] s_names = ["configure.ac", "configure.in", "configure"];

    private readonly Requirements _needs = new();

    /// <summary>The file of a folder; null if it has none. A <c>configure</c> that autoconf didn't write doesn't
    /// count.</summary>
    public static string? FileIn(ProjectFiles files, string folder) => s_names
        .Select(n => folder == "." ? n : $"{folder}/{n}")
        .FirstOrDefault(f => files.Has(f) && (!f.EndsWith("configure", StringComparison.Ordinal)
            || files.Text(f)?.Contains("Autoconf", StringComparison.Ordinal) == true));

    /// <summary>The project; null if the file names none.</summary>
    public NativeProposal? Read()
    {
        if (FileIn(files, folder) is not { } file || files.Text(file) is not { } text) return null;
        return file.EndsWith("configure", StringComparison.Ordinal) ? Generated(file, text) : Source(file, text);
    }

    private NativeProposal? Generated(string file, string text)
    {
        var name = Named().Match(text);
        if (!name.Success) return null;
        var version = Versioned().Match(text);
        return Proposal(file, LineIndex.Of(text, name.Index), name.Groups[1].Value,
            version.Success ? version.Groups[1].Value : null);
    }

    private NativeProposal? Source(string file, string text)
    {
        var macros = new M4Scanner(text, file, findings).Read();
        foreach (var macro in macros) Take(macro, $"{file}:{macro.Line}");
        var initial = macros.FirstOrDefault(m => m.Name == "AC_INIT");
        var automake = macros.FirstOrDefault(m => m is { Name: "AM_INIT_AUTOMAKE", Arguments.Count: > 1 });
        // Before automake 1.6 its macro had name and version.
        var source = initial is { Arguments.Count: > 1 } ? initial : automake ?? initial;
        if (source is null) return null;
        var name = source.Arguments is [{ Length: > 0 } written, ..] && !written.Contains('.', StringComparison.Ordinal)
            ? written
            : Path.GetFileName(folder == "." ? files.Root : folder);
        return Proposal(file, source.Line, name, source.Arguments is [_, var version, ..] ? version : null) with
        {
            HasLibrary = macros.Any(m => m.Name is "LT_INIT" or "AC_PROG_LIBTOOL" or "AM_PROG_LIBTOOL"),
        };
    }

    private NativeProposal Proposal(string file, int line, string name, string? version)
    {
        var place = $"{file}:{line}";
        return new(NameGuess.Of(name, "native"), folder, place)
        {
            Title = name,
            Version = version is { Length: > 0 } ? new(version, place) : null,
            Packages = _needs.Packages,
            Tools = _needs.Tools,
            Remarks = _needs.Remarks,
        };
    }

    private void Take(M4Macro macro, string place)
    {
        switch (macro.Name)
        {
            case "PKG_CHECK_MODULES" or "PKG_CHECK_EXISTS" or "PKG_CHECK_MODULES_STATIC":
                var modules = macro.Arguments.ElementAtOrDefault(macro.Name == "PKG_CHECK_EXISTS" ? 0 : 1) ?? "";
                foreach (var module in ModulesOf(modules)) _needs.Module(module, place);
                break;
            case "AC_CHECK_LIB" when macro.Arguments.Count > 0:
                _needs.LinkedLibrary(macro.Arguments[0], place);
                break;
            case "AC_SEARCH_LIBS" when macro.Arguments.Count > 1:
                foreach (var name in macro.Arguments[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    _needs.LinkedLibrary(name, place);
                break;
            case "AC_PROG_YACC" or "AC_PROG_BISON":
                _needs.Program("bison", place);
                break;
            case "AC_PROG_LEX" or "AM_PROG_LEX":
                _needs.Program("flex", place);
                break;
            case "AM_PATH_PYTHON":
                _needs.Program("python3", place);
                break;
            case "AC_PROG_CXX":
                _needs.Package("libstdc++6", $"the language C++, {place}");
                break;
        }
    }

    // 'a >= 1.2 b' names two modules.
    private static IEnumerable<string> ModulesOf(string text) => Condition().Replace(text, " ")
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Where(m => m.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+' or '_'));

    [GeneratedRegex(@"[<>=!]+\s*\S+")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^PACKAGE_NAME='([^'\n]+)'", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^PACKAGE_VERSION='([^'\n]+)'", RegexOptions.Multiline)]
    private static partial Regex Versioned();
}
