using System.Runtime.InteropServices;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>What a process owns: bytes of live objects, of the C allocator, lent and held by the pool; counts of
/// registrations, files and calls that wait. None of them depends on when memory goes back to the kernel.</summary>
internal sealed record Footprint(
    long Managed, long Native, long Lent, long Slabs, long Registrations, long Files, long Calls)
{
    /// <summary>After a collection.</summary>
    internal static Footprint Now(Cluster cluster)
    {
        var statistics = cluster.Pool.Statistics;
        return new(
            LiveObjects(), AllocatedByC(), statistics.LentBytes, statistics.Bytes, RuntimeCounters.LiveRegistrations,
            Directory.GetFileSystemEntries("/proc/self/fd").Length, cluster.Outstanding);
    }

    /// <summary>Bytes of the managed objects that something still refers to.</summary>
    internal static long LiveObjects()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // Measures the state after that collection: GetTotalMemory estimates what threads reserved since, and is
        // negative at times.
        var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }

    /// <summary>Bytes that malloc has handed out and not got back, in all arenas (mallinfo(3)).</summary>
    internal static long AllocatedByC()
    {
        var info = mallinfo2();
        return (long)(info.InUse + info.Mapped);
    }

    internal static Footprint From(long[] numbers) =>
        new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);

    internal static long ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], provider: null);
    }

    internal long[] ToArray() => [Managed, Native, Lent, Slabs, Registrations, Files, Calls];

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern MallocInfo mallinfo2();

    // struct mallinfo2 of malloc.h.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct MallocInfo
    {
        private readonly nuint arena, ordblks, smblks, hblks;
        internal readonly nuint Mapped;
        private readonly nuint usmblks, fsmblks;
        internal readonly nuint InUse;
        private readonly nuint fordblks, keepcost;
    }
}
