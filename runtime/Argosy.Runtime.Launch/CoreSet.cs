using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Launch;

/// <summary>
/// The cores for a locality's threads, by their numbers. The kernel often puts two localities that share all cores on
/// the same one; and .NET creates as many threads as it sees cores.
/// </summary>
internal sealed partial record CoreSet(IReadOnlyList<int> Numbers)
{
    private const int Words = 16; // 1024 cores, as the C library has it
    private const int Bits = 64;

    /// <summary>The cores that this process may use; empty if unknown.</summary>
    internal static CoreSet Allowed()
    {
        var mask = new ulong[Words];
        return new(GetAffinity(0, Words * sizeof(ulong), mask) == 0
            ? [.. Enumerable.Range(0, Words * Bits).Where(core => (mask[core / Bits] >> (core % Bits) & 1) != 0)]
            : []);
    }

    /// <summary>The share of one of several localities: consecutive numbers, since those share caches.</summary>
    /// <returns>Null if there are fewer cores than localities, or only one locality:
    /// then all may use all cores.</returns>
    internal CoreSet? Share(int locality, int localities) => localities < 2 || Numbers.Count < localities ? null
        : new(Numbers.Take(First(locality + 1, localities)).Skip(First(locality, localities)).ToList());

    /// <summary>Starts a process that may use only these cores, like its children.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program doesn't exist.</exception>
    internal Process Start(ProcessStartInfo info)
    {
        // A child inherits the cores of the thread that starts it. This thread exists only for that.
        var starting = new TaskCompletionSource<Process>();
        new Thread(() =>
        {
            var mask = new ulong[Words];
            foreach (var core in Numbers)
                mask[core / Bits] |= 1UL << core % Bits;
            _ = SetAffinity(0, Words * sizeof(ulong), mask); // refused only where these cores were taken away meanwhile
            try
            {
                starting.SetResult(Process.Start(info)!);
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                starting.SetException(exception);
            }
        }).Start();
        return starting.Task.GetAwaiter().GetResult();
    }

    /// <summary>In the format of taskset.</summary>
    public override string ToString() => string.Join(',', Numbers);

    private int First(int locality, int localities) => (int)((long)Numbers.Count * locality / localities);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint length, [Out] ulong[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint length, ulong[] mask);
}
