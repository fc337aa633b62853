using System.Diagnostics;
using System.Runtime.InteropServices;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Measuring;

/// <summary>
/// The time in which a cache line is sent from the first core to the second and back. A host can move a virtual
/// machine's cores: on two threads of one core it takes some 40 ns, within one cache 100, between two 500, and
/// bandwidths differ by as much.
/// </summary>
internal static partial class CoreDistance
{
    private const int WarmUp = 5000;
    private const int Trips = 5000;
    private const int MostCores = 1024;

    /// <summary>Nanoseconds; 0 with only one core.</summary>
    public static double Measure()
    {
        if (Cores.Allowed.Count < 2) return 0;
        var (there, back) = (new Line(), new Line());
        var ticks = 0L;
        var answering = OnCore(1, () =>
        {
            for (var i = 1; i <= WarmUp + Trips; i++)
            {
                there.WaitFor(i);
                back.Set(i);
            }
        });
        var asking = OnCore(0, () =>
        {
            for (var i = 1; i <= WarmUp + Trips; i++)
            {
                there.Set(i);
                back.WaitFor(i);
                if (i == WarmUp) ticks = Stopwatch.GetTimestamp();
            }

            ticks = Stopwatch.GetTimestamp() - ticks;
        });
        asking.Join();
        answering.Join();
        return ticks * 1e9 / Stopwatch.Frequency / Trips;
    }

    private static Thread OnCore(int place, Action work)
    {
        var thread = new Thread(() =>
        {
            var mask = new ulong[MostCores / 64];
            mask[Cores.Allowed[place] / 64] = 1UL << (Cores.Allowed[place] % 64);
            _ = sched_setaffinity(0, MostCores / 8, mask);
            work();
        })
        { IsBackground = true };
        thread.Start();
        return thread;
    }

    // Binds only the calling thread. If that is refused, the distance is measured between the threads' current cores.
    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int thread, nint size, ulong[] mask);

    // A number with its own two cache lines, since processors fetch them in pairs.
    private sealed class Line
    {
        private readonly int[] _numbers = new int[64];

        public void Set(int number) => Volatile.Write(ref _numbers[32], number);

        public void WaitFor(int number)
        {
            while (Volatile.Read(ref _numbers[32]) != number)
            {
            }
        }
    }
}
