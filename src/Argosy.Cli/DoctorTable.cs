using System.Text;
using Argosy.Adoption.Doctor;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Cli;

/// <summary>The checks of `argosy doctor` as a table, with colours on a terminal.</summary>
internal static class DoctorTable
{
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Green = "\e[32m";
    private const string Plain = "\e[0m";

    /// <summary>A line for each check, its remedy below it; quietly, only those that lack something.</summary>
    internal static string Of(IReadOnlyList<Check> checks, bool isQuiet, bool hasColours)
    {
        var shown = checks.Where(c => !isQuiet || c.State == CheckState.Missing).ToList();
        var width = shown.Select(c => c.Name.Length).DefaultIfEmpty(0).Max();
        var text = new StringBuilder();
        foreach (var check in shown)
        {
            text.Append(Coloured(Word(check.State).PadRight(7), check.State, hasColours))
                .Append($"  {HarmlessText.OfLine(check.Name).PadRight(width)}  {HarmlessText.OfLine(check.Why)}\n");
            if (check.Remedy is { } remedy)
                text.Append(' ', 9).Append($"→ {HarmlessText.OfLine(remedy)}\n");
        }

        var missing = checks.Where(c => c.State == CheckState.Missing).ToList();
        var packages = missing.Select(c => c.Package).OfType<string>().ToList();
        if (!isQuiet || missing.Count > 0) text.Append('\n').Append(Summary(missing.Count, packages));
        return text.ToString();
    }

    private static string Summary(int missing, List<string> packages)
    {
        if (missing == 0) return "A build can begin: ./build.sh\n";
        var all = packages.Count < 2
            ? ""
            : "All packages at once: apt-get update && apt-get install --no-install-recommends "
                + $"{string.Join(' ', packages)}\n";
        return $"{missing} missing; argosy doctor --install installs packages and registers qemu.\n{all}";
    }

    private static string Word(CheckState state) => state switch
    {
        CheckState.Ok => "ok",
        CheckState.Warning => "warning",
        _ => "missing",
    };

    private static string Coloured(string text, CheckState state, bool hasColours)
    {
        if (!hasColours) return text;
        var colour = state switch { CheckState.Ok => Green, CheckState.Warning => Yellow, _ => Red };
        return $"{colour}{text}{Plain}";
    }
}
