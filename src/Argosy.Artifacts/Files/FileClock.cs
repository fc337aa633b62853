using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Files;

/// <summary>The clock that the kernel uses for file time stamps.</summary>
/// <remarks>
/// It moves with the kernel's tick (1 to 10 ms; later if a virtual processor had to wait), so a file written now may
/// have an earlier stamp than a previous <see cref="DateTime.UtcNow"/>. Compare stamps only with this clock: a file
/// written after a call of <see cref="Now"/> has at least its value. A network file system
/// uses another machine's clock.
/// </remarks>
public static partial class FileClock
{
    private const int Coarse = 5; // CLOCK_REALTIME_COARSE
    private const int Boot = 7; // CLOCK_BOOTTIME

    /// <summary>Longer than a tick, in nanoseconds. A stamp further ahead was set by a program or by another machine's
    /// clock.</summary>
    public const long LongestTick = 50_000_000;

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Now() => Read(Coarse);

    /// <summary>Nanoseconds since the system started, including the time that it slept.</summary>
    internal static long SinceBoot() => Read(Boot);

    private static long Read(int clock)
    {
        var time = default(Time);
        if (GetTime(clock, ref time) != 0) throw new InvalidOperationException("the system has no clock of that kind");
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    /// <summary>Waits until new writes get a later stamp than this one: at most one tick.</summary>
    public static async ValueTask PassAsync(long stamp)
    {
        while (Now() is var now && stamp >= now && stamp - now < LongestTick)
            await Task.Delay(1).ConfigureAwait(false);
    }

    /// <summary>Whether a file's content, mode or names may have changed at or after this time,
    /// or it doesn't exist.</summary>
    public static bool HasChangedSince(string path, long stamp) =>
        Posix.TryStatus(path, follow: true) is not { } status || status.Changed >= stamp;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, ref Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
