using System.Text.RegularExpressions;

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>A build's exit code and terminal output.</summary>
public sealed partial record BuildRun(int ExitCode, string Output)
{
    public BuildRun ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output);
        return this;
    }

    /// <summary>Asserts a failure that the user can act on: id, place, cause, remedy; and no stack trace.</summary>
    public BuildRun ShouldFail(string id, params string[] says)
    {
        ExitCode.ShouldNotBe(0, Output);
        Output.Split('\n').ShouldContain(
            l => Diagnostic().IsMatch(l) && l.Contains(id, StringComparison.Ordinal), Output);
        foreach (var text in says) Output.ShouldContain(text);
        StackTrace().IsMatch(Output).ShouldBeFalse(Output);
        Output.ShouldNotContain("ARG0711");
        return this;
    }

    /// <summary>A task's outcome in the table: <c>done</c>, <c>up to date</c>, …; null if the table doesn't list
    /// it.</summary>
    public string? Outcome(string task, string cell = "") => Output.Split('\n')
        .Select(l => Regex.Match(
            l,
            $@"^{Regex.Escape(task)}\s+{Regex.Escape(cell)}\s*"
            + @"(done|up to date|restored|inconclusive|FAILED|interrupted|not run|skipped)\b"))
        .FirstOrDefault(m => m.Success)?.Groups[1].Value
        ?? (IsRestored($"{task}-{cell}".TrimEnd('-')) ? "restored" : null);

    // The table has the slowest tasks alone, if there are many.
    private bool IsRestored(string name) =>
        Regex.IsMatch(Output, $@"^\[ *\d+/\d+\] ↓ {Regex.Escape(name)}  ", RegexOptions.Multiline);

    public static string WithoutColours(string text) => Colour().Replace(text, "");

    [GeneratedRegex(@"ARG\d{4} \S.*?: \S")]
    private static partial Regex Diagnostic();

    [GeneratedRegex(@"^\s+at \S+\(", RegexOptions.Multiline)]
    private static partial Regex StackTrace();

    [GeneratedRegex("\x1b\\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colour();
}
