using System.Text.RegularExpressions;
using Argosy.Processes;

namespace Argosy.Toolchains.Building;

/// <summary>Results of tests as Automake's harness prints them, one a line: <c>PASS: name</c>.</summary>
internal static partial class PrintedResults
{
    /// <summary>The tests in a run's output, in its order; of two lines with one name the last; empty for a suite that
    /// prints other lines.</summary>
    public static IReadOnlyList<SuiteCase> Read(CommandResult result)
    {
        var cases = new Dictionary<string, SuiteCase>(StringComparer.Ordinal);
        foreach (Match line in Line().Matches(result.Output))
        {
            var name = line.Groups["name"].Value.TrimEnd();
            cases[name] = new(name, line.Groups["word"].Value switch
            {
                "PASS" or "XFAIL" => CaseVerdict.Passed,
                "SKIP" => CaseVerdict.Skipped,
                _ => CaseVerdict.Failed,
            });
        }

        return [.. cases.Values];
    }

    // A summary has a number instead of a name.
    [GeneratedRegex(@"^(?<word>PASS|FAIL|XFAIL|XPASS|SKIP|ERROR): (?! *\d+$)(?<name>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
