using System.Text.RegularExpressions;
using Argosy.Toolchains.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Tells a program's failure from its emulator's, and from time that ran out.</summary>
public static partial class Judgement
{
    /// <summary>The exit code by which a test says that it ran out of time, as timeout(1) does.</summary>
    public const int OutOfTime = 124;

    /// <summary>The exit code by which a test says that what it needs isn't here, as Automake has it.</summary>
    public const int NotHere = 77;

    // A test that sets itself an alarm(2).
    private const int Alarm = 128 + 14;

    // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV as exit codes: how a program ends that fell over.
    private static readonly int[] Crashes = [132, 133, 134, 135, 136, 139];

    /// <summary>The verdict on a finished run.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="emulated">An emulator was between; a crash then may be its own.</param>
    public static RunOutcome Of(CommandResult result, bool emulated)
    {
        if (result.Succeeded) return new(Verdict.Passed, result, null);
        if (result.TimedOut) return new(Verdict.Inconclusive, result, "It didn't end in time.") { OutOfTime = true };
        if (result.ExitCode is OutOfTime or Alarm)
            return new(Verdict.Inconclusive, result, $"It gave up for lack of time (exit code {result.ExitCode}).") { OutOfTime = true };
        var said = result.Error;
        // qemu says so when it hands on a crash of the program it runs: then its own end by that signal is no crash.
        if (emulated && !said.Contains("uncaught target signal", StringComparison.Ordinal))
        {
            if (OwnCrash().Match(said) is { Success: true } crash)
                return new(Verdict.Inconclusive, result, $"The emulator fell over: {crash.Value.Trim()}");
            if (Crashes.Contains(result.ExitCode))
                return new(Verdict.Inconclusive, result, $"The emulator was ended by signal {result.ExitCode - 128}.");
        }

        return new(Verdict.Failed, result, $"It ended with exit code {result.ExitCode}.");
    }

    [GeneratedRegex(@"^.*(?:qemu[^\n]*: [^\n]*Assertion|ERROR:[^\n]*assertion failed|qemu: fatal|QEMU internal SIG|qemu: unhandled CPU exception|tcg fatal error|qemu[^\n]*: Unable to reserve|qemu[^\n]*: Unable to find a guest_base).*$", RegexOptions.Multiline)]
    private static partial Regex OwnCrash();
}
