using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Launch;

/// <summary>
/// Cores on which a locality's threads run, by their numbers. Two localities that share all cores are often put on the same one by the
/// kernel; and .NET makes as many threads as it sees cores.
/// </summary>
internal sealed partial record CoreSet(IReadOnlyList<int> Numbers)
{
    private const int Words = 16; // 1024 cores, as the C library has it
    private const int Bits = 64;

    /// <summary>Those that this process may use; empty where the system doesn't say.</summary>
    internal static CoreSet Allowed()
    {
        var mask = new ulong[Words];
        return new(GetAffinity(0, Words * sizeof(ulong), mask) == 0
            ? [.. Enumerable.Range(0, Words * Bits).Where(core => (mask[core / Bits] >> (core % Bits) & 1) != 0)]
            : []);
    }

    /// <summary>The share of one of so many localities: neighbours in number, since those share caches.</summary>
    /// <returns>Null when there are fewer cores than localities, or only one of them: then all have all.</returns>
    internal CoreSet? Share(int locality, int localities) => localities < 2 || Numbers.Count < localities ? null
        : new(Numbers.Take(First(locality + 1, localities)).Skip(First(locality, localities)).ToList());

    /// <summary>Starts a process that has these cores alone, and so have its children.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    internal Process Start(ProcessStartInfo info)
    {
        // A child has the cores of the thread that starts it. This thread is there for that alone.
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

    /// <summary>As taskset takes it.</summary>
    public override string ToString() => string.Join(',', Numbers);

    private int First(int locality, int localities) => (int)((long)Numbers.Count * locality / localities);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint length, [Out] ulong[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint length, ulong[] mask);
}
