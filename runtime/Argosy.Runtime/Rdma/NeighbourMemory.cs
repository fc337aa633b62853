using System.Runtime.InteropServices;
using System.Text;

namespace Argosy.Runtime;

/// <summary>
/// Another process's memory on this machine, read through the kernel. libfabric's shared memory does the same, but
/// holds the lock of the source's endpoint meanwhile: a killed reader then leaves it locked, and the source receives
/// nothing any more.
/// </summary>
internal sealed unsafe class NeighbourMemory
{
    private readonly int _process;
    private bool _proven;
    private bool _refused;

    private NeighbourMemory(int process) => _process = process;

    /// <summary>Null if the address doesn't identify a process of this namespace:
    /// then only the provider can reach it.</summary>
    /// <param name="own">This port's address: argosy.NAMESPACE.PROCESS.NUMBER, for shared memory.</param>
    /// <param name="address">The peer's.</param>
    internal static NeighbourMemory? Of(ReadOnlySpan<byte> own, ReadOnlySpan<byte> address)
    {
        var (here, there) = (Parts(own), Parts(address));
        return here.Length >= 4 && there.Length >= 4 && here[0].EndsWith("argosy", StringComparison.Ordinal)
            && here[0] == there[0] && here[1] == there[1] && int.TryParse(there[2], out var process)
            ? new(process)
            : null;
    }

    /// <summary>Whether the kernel allowed reading, or hasn't been asked yet.</summary>
    internal bool IsOpen => !_refused;

    /// <returns>False if nothing valid was read: not permitted from the first time on,
    /// or the process or the address is gone.</returns>
    internal bool TryRead(byte* target, ulong address, long length)
    {
        for (long done = 0; done < length;)
        {
            var local = new Piece((ulong)target + (ulong)done, (ulong)(length - done));
            var remote = new Piece(address + (ulong)done, (ulong)(length - done));
            var read = Read(_process, &local, 1, &remote, 1, 0);
            if (read <= 0)
            {
                _refused = !_proven;
                return false;
            }
            _proven = true;
            done += read;
        }
        return true;
    }

    private static string[] Parts(ReadOnlySpan<byte> address) =>
        Encoding.ASCII.GetString(address.ToArray()).TrimEnd('\0').Split('.');

    /// <summary><c>struct iovec</c> of 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Piece(ulong Start, ulong Length);

    // The C library is where the system has it; source generation isn't for netstandard2.0.
#pragma warning disable CA5392, SYSLIB1054 // see above
    [DllImport("libc", EntryPoint = "process_vm_readv")]
    private static extern long Read(int process, Piece* local, ulong locals, Piece* remote, ulong remotes, ulong flags);
#pragma warning restore CA5392, SYSLIB1054
}
