using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Argosy.Processes.Spawning;

/// <summary>Reads the output of children that no thread currently waits for,
/// so that none blocks on a full pipe.</summary>
/// <remarks>One thread for all, which sleeps in the kernel while children are silent. A thread that waits for a child
/// removes it from here and reads itself: then no thread has to wake another one.</remarks>
internal static unsafe partial class OutputPump
{
    private const int CloseOnExec = 0x80000;
    private const int Add = 1;
    private const int Remove = 2;
    private const uint Readable = 1;
    private static readonly ConcurrentDictionary<int, Action> s_readers = new();
    private static readonly Lazy<int> s_poll = new(Begin);

    /// <summary>From now on calls the function whenever there may be something to read.</summary>
    public static void Watch(int descriptor, Action read)
    {
        s_readers[descriptor] = read;
        Control(Add, descriptor);
    }

    /// <summary>No further call begins; one may still be running.</summary>
    public static void Leave(int descriptor)
    {
        if (s_readers.TryRemove(descriptor, out _)) Control(Remove, descriptor);
    }

    private static int Begin()
    {
        var poll = Create(CloseOnExec);
        new Thread(() => Run(poll)) { IsBackground = true, Name = "output of children" }.Start();
        return poll;
    }

    private static void Run(int poll)
    {
        PollEvent happened = default;
        while (true)
        {
            // A number may have been closed meanwhile, or reused for another child: the reader checks before it reads.
            if (Wait(poll, &happened, 1, -1) == 1 && s_readers.TryGetValue(happened.Descriptor, out var read)) read();
        }
    }

    private static void Control(int operation, int descriptor)
    {
        var wanted = new PollEvent(descriptor);
        _ = ControlCall(s_poll.Value, operation, descriptor, &wanted);
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    private static partial int ControlCall(int poll, int operation, int descriptor, PollEvent* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    private static partial int Wait(int poll, PollEvent* happened, int most, int timeout);

    /// <summary><c>struct epoll_event</c>: events (4 bytes), then 8 bytes of ours, at offset 4 on x86 and 8 elsewhere.
    /// With the descriptor at 4, 8 and 12 it is found at 8 in both.</summary>
    private struct PollEvent(int descriptor)
    {
        private readonly uint _events = Readable;
        private readonly Thrice _data = new(descriptor);

        public readonly int Descriptor => _data[1];
    }

    [InlineArray(3)]
    private struct Thrice
    {
        private int _first;

        public Thrice(int value) => ((Span<int>)this).Fill(value);
    }
}
