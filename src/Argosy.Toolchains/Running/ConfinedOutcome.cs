using System.Text.RegularExpressions;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>The outcome of a step with limits.</summary>
/// <param name="Result">Exit code and output.</param>
/// <param name="Reached">The limit at which it failed; null if it succeeded or failed otherwise.</param>
public sealed partial record ConfinedOutcome(CommandResult Result, StepLimit? Reached)
{
    // The exit code of a program that SIGXFSZ ended.
    private const int FileTooLarge = 128 + 25;

    /// <summary>The outcome of a finished command.</summary>
    /// <param name="result">Its result.</param>
    /// <param name="watched">The limit at which the watch or the kernel ended it.</param>
    internal static ConfinedOutcome Of(CommandResult result, StepLimit? watched) => new(
        result,
        watched ?? (result.TimedOut ? StepLimit.Time : result.Succeeded ? null : FromOutput(result)));

    // The kernel refuses a call that exceeds a limit, and the program reports that in these words.
    private static StepLimit? FromOutput(CommandResult result)
    {
        var said = result.Output + result.Error;
        return result.ExitCode == FileTooLarge || OnDisk().IsMatch(said) ? StepLimit.Disk
            : OfProcesses().IsMatch(said) ? StepLimit.Processes
            : OfMemory().IsMatch(said) ? StepLimit.Memory
            : null;
    }

    [GeneratedRegex("File too large|No space left on device|Disk quota exceeded")]
    private static partial Regex OnDisk();

    [GeneratedRegex("[Ff]ork[^\n]*Resource temporarily unavailable|Errno 11\\] Resource temporarily unavailable"
        + "|[Cc](?:annot|an't) fork|can't start new thread|vfork: Resource temporarily unavailable")]
    private static partial Regex OfProcesses();

    [GeneratedRegex("^\\s*MemoryError|Cannot allocate memory|virtual memory exhausted|out of memory allocating"
        + "|std::bad_alloc", RegexOptions.Multiline)]
    private static partial Regex OfMemory();
}
