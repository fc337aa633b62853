using System.Globalization;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Snapshots;

/// <summary>When this process started.</summary>
public static class ProcessStart
{
    // USER_HZ, which Linux shows to programs on every architecture of today.
    private const long Tick = 1_000_000_000 / 100;

    /// <summary>A time not later than the start, by the clock of file time stamps, in nanoseconds since 1970;
    /// zero if it is unknown.</summary>
    /// <remarks>By the process's age: what its start was called then doesn't count if the clock
    /// was set meanwhile.</remarks>
    public static long Stamp()
    {
        var age = FileClock.SinceBoot() - (TicksFromBoot() * Tick);
        return age < 0 ? 0 : FileClock.Now() - age - (2 * Tick);
    }

    // proc(5): the program's name may have spaces and parentheses; field 22 is the 20th after it.
    private static long TicksFromBoot()
    {
        try
        {
            var stat = File.ReadAllText("/proc/self/stat");
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 19
                && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                    ? ticks
                    : long.MaxValue / Tick;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue / Tick;
        }
    }
}
