using System.Text.RegularExpressions;
using Argosy.Processes;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Native;

/// <summary>Distinguishes a suite's failed tests from an emulator's crash in one of them.</summary>
internal static partial class SuiteJudgement
{
    private const int Shown = 8;

    /// <summary>The verdict on a finished suite. The reason names the tests that failed.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="cases">Its tests, if it lists them.</param>
    /// <param name="emulated">An emulator ran them.</param>
    public static RunOutcome Of(CommandResult result, IReadOnlyList<SuiteCase> cases, bool emulated)
    {
        var failed = cases.Where(c => c.Verdict == CaseVerdict.Failed).ToList();
        if (result.Succeeded && failed.Count == 0) return new(Verdict.Passed, result, null);
        if (result.TimedOut) return Judgement.Of(result, emulated);
        var said = string.Join('\n', [result.Error, result.Output, .. failed.Select(c => c.Output)]);
        // The exit code is the harness's: what an emulator wrote is in the output, and so are its tests' signals.
        var ownCrash = Judgement.Of(result with { ExitCode = 1, Error = said }, emulated);
        if (ownCrash.Verdict == Verdict.Inconclusive) return ownCrash with { Result = result };
        if (emulated && !said.Contains("uncaught target signal", StringComparison.Ordinal)
            && failed.Count > 0 && failed.All(c => Signal().IsMatch(c.Output)))
        {
            return new(Verdict.Inconclusive, result,
                $"The emulator was ended by a signal in {Named(failed)}.");
        }

        return new(Verdict.Failed, result, failed.Count > 0
            ? $"{failed.Count} of {cases.Count} tests failed: {Named(failed)}"
            : $"It ended with exit code {result.ExitCode}:\n{result.Tail(5)}");
    }

    private static string Named(List<SuiteCase> failed) =>
        string.Join(", ", failed.Take(Shown).Select(c => c.Name))
        + (failed.Count > Shown ? $" and {failed.Count - Shown} more." : ".");

    // As CTest and meson name the end of a test by a signal.
    [GeneratedRegex(@"SEGFAULT|SIGSEGV|SIGILL|SIGBUS|SIGABRT|SIGTRAP|ILLEGAL|Subprocess aborted|killed by signal")]
    private static partial Regex Signal();
}
