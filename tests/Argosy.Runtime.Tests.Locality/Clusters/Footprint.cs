namespace Argosy.Runtime.Tests.Clusters;

/// <summary>What a process holds: bytes but for the last two, which are counts.</summary>
internal sealed record Footprint(long Managed, long Resident, long Lent, long Slabs, long Files, long Threads)
{
    /// <summary>After a collection.</summary>
    internal static Footprint Now(RmaPool pool)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // What that collection left: GetTotalMemory guesses at what threads have set aside since, and comes out below zero at times.
        var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        var statistics = pool.Statistics;
        return new(
            heap.HeapSizeBytes - heap.FragmentedBytes, ResidentBytes(Environment.ProcessId), statistics.LentBytes, statistics.Bytes,
            Directory.GetFileSystemEntries("/proc/self/fd").Length, Directory.GetDirectories("/proc/self/task").Length);
    }

    internal static Footprint From(long[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);

    internal static long ResidentBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], provider: null);
    }

    internal long[] ToArray() => [Managed, Resident, Lent, Slabs, Files, Threads];
}
