using System.Diagnostics;

namespace Argosy.Runtime;

/// <summary>
/// The thread that drives a port. Looks without pause while there is traffic and a little beyond; then rests, looking now and
/// then, until something arrives or it is woken: two threads that never rest starve each other on a small machine. It also
/// closes the port, as its last act, so that nothing is ended while it is being worked on.
/// </summary>
internal sealed class FabricProgress
{
    private const int LooksBetweenClocks = 32;
    private const int TimesAsLong = 20;

    private static readonly TimeSpan rest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan restWithWork = TimeSpan.FromMilliseconds(1);

    private static readonly long longYield = Stopwatch.Frequency / 200_000; // 5 us

    private readonly FabricPort port;
    private readonly Thread thread;
    private readonly long spin;
    private volatile bool stopping;
    private volatile bool resting;
    private int inside;
    private int started;
    private int closed;

    internal FabricProgress(FabricPort port)
    {
        this.port = port;
        spin = (long)(port.Options.Spin.TotalSeconds * Stopwatch.Frequency);
        thread = new Thread(Run) { IsBackground = true, Name = "argosy-fabric" };
    }

    internal bool IsStopping => stopping;

    internal void Start()
    {
        started = 1;
        thread.Start();
    }

    /// <summary>Lets a sender in; false once the port closes. The port's end waits until all are out again.</summary>
    internal bool TryEnter()
    {
        Interlocked.Increment(ref inside);
        if (!stopping)
            return true;
        Leave();
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref inside);

    /// <summary>There is work that nothing announces.</summary>
    internal void Wake() => port.Endpoint.Wake();

    /// <summary>An answer may be near: ends a rest, if there is one.</summary>
    internal void Stir()
    {
        if (!resting)
            return;
        resting = false; // one caller wakes it
        Wake();
    }

    internal void Stop()
    {
        stopping = true;
        Wake();
        if (Volatile.Read(ref started) == 0)
            Close(FabricException.Closed());
        else if (Thread.CurrentThread != thread)
            thread.Join();
    }

    private void Run()
    {
        Exception reason = FabricException.Closed();
        try
        {
            port.Receives.Start();
            var quietSince = 0L;
            for (var looks = 1; !stopping; looks++)
            {
                if (Turn() > 0)
                {
                    quietSince = 0;
                    looks = 0;
                    LetBegin();
                }
                else if (looks % LooksBetweenClocks == 0)
                {
                    var now = Stopwatch.GetTimestamp();
                    quietSince = quietSince == 0 ? now : quietSince;
                    if (now - quietSince > (IsMoving ? TimesAsLong * spin : spin) || GivesWay(now))
                        quietSince = Rest() ? 0 : quietSince;
                }
            }
        }
        catch (Exception exception) when (exception is RdmaException or RmaPoolException)
        {
            reason = exception;
            stopping = true;
        }
        Close(reason);
    }

    private int Turn()
    {
        port.DisconnectNow();
        port.Sender.Retry();
        port.Receives.Retry();
        port.Admission.Release();
        var read = port.Fetcher.IsStalled ? port.Fetcher.Pump() : 0;
        return read + port.Endpoint.Poll();
    }

    // Payload moves by both sides' looking, except over shared memory; a peer that stopped isn't waited for long.
    private bool IsMoving => !port.Domain.Provider.IsSharedMemory && (port.Fetcher.IsFetching || port.Sender.IsFetchedFrom);

    // What came may have given the thread pool work, whose thread was woken on this very core: it would wait until the next look at the clock.
    private static void LetBegin()
    {
#if NET
        if (ThreadPool.PendingWorkItemCount > 0)
            Thread.Yield();
#endif
    }

    // True when another thread wanted this core: a sleeper that is woken gets it back at once, one that looks only in its turn.
    private static bool GivesWay(long now)
    {
        Thread.Yield();
        return Stopwatch.GetTimestamp() - now > longYield;
    }

    // True when it is worth looking closely again.
    private bool Rest()
    {
        resting = true;
        Interlocked.MemoryBarrier(); // a sender whose message has to wait says so, then looks whether this thread rests
        var hasWork = port.Sender.IsWaiting || port.Receives.IsStalled || port.Fetcher.IsStalled;
        var count = port.Endpoint.Progress(hasWork ? restWithWork : rest);
        var stirred = !resting;
        resting = false;
        return count > 0 || stirred;
    }

    private void Close(Exception reason)
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
            return;
        var spinner = new SpinWait();
        while (Volatile.Read(ref inside) != 0)
            spinner.SpinOnce();
        port.Endpoint.Dispose();
        port.DisconnectNow();
        port.Fetcher.Close(reason);
        foreach (var peer in port.Peers.All)
        {
            if (peer is null || !port.Peers.Remove(peer))
                continue;
            port.Sender.Abandon(peer, reason);
            port.Admission.Abandon(peer);
            // A port that was disposed of has nobody to tell; one whose provider failed has.
            if (reason is RdmaException or RmaPoolException)
                port.Receiver.Lost(peer.Locality, FabricException.Failed(peer.Locality, reason));
        }
        port.Receives.Dispose();
        port.Pool.Dispose();
        port.Domain.Dispose();
    }
}
