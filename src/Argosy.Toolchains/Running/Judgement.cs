using System.Text.RegularExpressions;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Distinguishes a program's failure from its emulator's, and from a time-out.</summary>
public static partial class Judgement
{
    /// <summary>The exit code of a test that ran out of time, as in timeout(1).</summary>
    public const int OutOfTime = 124;

    /// <summary>The exit code of a test whose requirements are missing here, as in Automake.</summary>
    public const int NotHere = 77;

    // A test that sets its own alarm(2).
    private const int Alarm = 128 + 14;

    // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV as exit codes: the ends of a crashed program.
    private static readonly int[] s_crashes = [132, 133, 134, 135, 136, 139];

    /// <summary>The verdict on a finished run.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="emulated">An emulator ran it; a crash may be the emulator's own.</param>
    public static RunOutcome Of(CommandResult result, bool emulated)
    {
        if (result.Succeeded) return new(Verdict.Passed, result, null);
        if (result.TimedOut) return new(Verdict.Inconclusive, result, "It didn't end in time.") { OutOfTime = true };
        if (result.ExitCode is OutOfTime or Alarm)
            return new(Verdict.Inconclusive, result, $"It gave up for lack of time (exit code {result.ExitCode}).")
            {
                OutOfTime = true
            };
        var said = result.Error;
        // qemu reports when it passes on a crash of its program: then its own end by that signal is no crash.
        if (emulated && !said.Contains("uncaught target signal", StringComparison.Ordinal))
        {
            if (OwnCrash().Match(said) is { Success: true } crash)
                return new(Verdict.Inconclusive, result, $"The emulator fell over: {crash.Value.Trim()}");
            if (s_crashes.Contains(result.ExitCode))
                return new(Verdict.Inconclusive, result, $"The emulator was ended by signal {result.ExitCode - 128}.");
        }

        return new(Verdict.Failed, result, $"It ended with exit code {result.ExitCode}.");
    }

    [GeneratedRegex(@"^.*(?:qemu[^\n]*: [^\n]*Assertion|ERROR:[^\n]*assertion failed|qemu: fatal|QEMU internal SIG|qemu: unhandled CPU exception|tcg fatal error|qemu[^\n]*: Unable to reserve|qemu[^\n]*: Unable to find a guest_base).*$",
        RegexOptions.Multiline)]
    private static partial Regex OwnCrash();
}
