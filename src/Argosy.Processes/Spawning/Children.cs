using System.Runtime.InteropServices;

namespace Argosy.Processes.Spawning;

/// <summary>The system calls for child processes.</summary>
internal static unsafe partial class Children
{
    private const int Interrupted = 4;
    private const int ById = 1;
    private const int Ended = 4;
    private const int DontReap = 0x01000000;
    private const int DontBlock = 1;
    private const short Readable = 1;
    private const int OpenDescriptor = 434;

    // FIONREAD, which has BSD's number on the POWER architecture.
    private static readonly nuint s_bytesToRead =
        RuntimeInformation.ProcessArchitecture == Architecture.Ppc64le ? 0x4004667Fu : 0x541Bu;

    // siginfo_t has 128 bytes on all architectures.
    private const int Opaque = 128;

    /// <summary>Blocks until the child has ended; it must still be reaped.
    /// False if it is no longer our child.</summary>
    public static bool AwaitEnd(int process)
    {
        var information = stackalloc byte[Opaque];
        int result;
        do result = WaitId(ById, process, information, Ended | DontReap);
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result == 0;
    }

    /// <summary>The exit code of an ended child, 128 + n if signal n ended it;
    /// null if it still runs or isn't ours.</summary>
    public static int? TryReap(int process) => Wait(process, out var status, DontBlock) != process ? null
        : (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);

    /// <summary>Whether the child ends within that time.</summary>
    public static bool EndsWithin(int process, int milliseconds)
    {
        var descriptor = TryOpen(process);
        if (descriptor < 0) return true;
        try
        {
            return IsReadable(descriptor, milliseconds);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Whether there is something to read, or the end, within that time; -1 waits without limit.</summary>
    public static bool IsReadable(int descriptor, int milliseconds)
    {
        var deadline = Environment.TickCount64 + milliseconds;
        var entry = new PollEntry { Descriptor = descriptor, Events = Readable };
        int result;
        do result = Poll(&entry, 1, milliseconds < 0 ? -1 : (int)Math.Max(deadline - Environment.TickCount64, 0));
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result > 0;
    }

    /// <summary>Waits until the first has something to read, or its end, or the child of the second has ended; returns
    /// whether there is something to read.</summary>
    /// <param name="output">A pipe.</param>
    /// <param name="process">From <see cref="TryOpen"/>; a negative one never ends.</param>
    public static bool IsReadableBeforeEnd(int output, int process)
    {
        var entries = stackalloc PollEntry[2];
        entries[0] = new() { Descriptor = output, Events = Readable };
        entries[1] = new() { Descriptor = process, Events = Readable };
        int result;
        do result = Poll(entries, 2, -1);
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return entries[1].Returned == 0;
    }

    /// <summary>A descriptor that becomes readable when the child ends;
    /// negative if the system doesn't support it.</summary>
    public static int TryOpen(int process) => (int)SystemCall(OpenDescriptor, process, 0);

    /// <summary>The bytes available in a pipe.</summary>
    public static int Available(int descriptor) =>
        ControlDevice(descriptor, s_bytesToRead, out var count) == 0 ? count : 0;

    /// <summary>Reads the available bytes, blocking; 0 at the end.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* at = buffer)
        {
            nint count;
            do count = ReadCall(descriptor, at, (nuint)buffer.Length);
            while (count < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return (int)Math.Max(count, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static partial int WaitId(int kind, int id, byte* information, int options);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int Wait(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadCall(int descriptor, byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int ControlDevice(int descriptor, nuint request, out int value);

    // glibc has pidfd_open by name only since 2.36; its number is the same on every architecture.
    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint first, nint second);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
