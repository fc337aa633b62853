using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>Emulates the cost of registration with pinned pages. For benchmarks: it only changes the time.</summary>
internal static unsafe class PinCost
{
    internal static void Pay(byte* address, int length)
    {
        const ulong page = 4096;
        var start = (ulong)address / page * page;
        var bytes = (ulong)address + (ulong)length - start;
        // Beyond the limit of locked memory (ulimit -l) nothing is pinned, and there was no cost.
        if (Lock(start, bytes) == 0)
            _ = Unlock(start, bytes);
    }

    // The C library is where the system has it; source generation isn't for netstandard2.0.
#pragma warning disable CA5392, SYSLIB1054 // see above
    [DllImport("libc", EntryPoint = "mlock")]
    private static extern int Lock(ulong address, ulong length);

    [DllImport("libc", EntryPoint = "munlock")]
    private static extern int Unlock(ulong address, ulong length);
#pragma warning restore CA5392, SYSLIB1054
}
