using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Files;

/// <summary>The clock that the kernel stamps files with.</summary>
/// <remarks>
/// It moves with the kernel's tick (1 to 10 ms; later where a virtual processor had to wait), so that a file written now may have an earlier
/// stamp than <see cref="DateTime.UtcNow"/> said before. Stamps are compared with this clock alone: what is written after a call of
/// <see cref="Now"/> has at least its value. A network file system stamps by another machine's clock.
/// </remarks>
public static partial class FileClock
{
    private const int Coarse = 5; // CLOCK_REALTIME_COARSE

    // Longer than a tick. A stamp that lies further ahead was set by a program, or by another machine's clock.
    private const long Ahead = 50_000_000;

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Now()
    {
        var time = default(Time);
        if (GetTime(Coarse, ref time) != 0) throw new InvalidOperationException("the system has no clock of that kind");
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    /// <summary>Waits until what is written gets a later stamp than this one: a tick at most.</summary>
    public static async ValueTask PassAsync(long stamp)
    {
        while (Now() is var now && stamp >= now && stamp - now < Ahead)
            await Task.Delay(1).ConfigureAwait(false);
    }

    /// <summary>Whether a file's content, mode or names may have changed at or after such a time; also where it isn't there.</summary>
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
