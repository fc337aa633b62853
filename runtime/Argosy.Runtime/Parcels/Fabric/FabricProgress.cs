using System.Diagnostics;

namespace Argosy.Runtime;

/// <summary>
/// The thread that drives a port. Polls continuously while there is traffic and shortly afterwards; then sleeps, polling
/// occasionally, until something arrives or it is woken: two threads that always poll starve each other on a small machine.
/// It also closes the port, as its last action, so that nothing is ended while it is in use.
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

    /// <summary>Admits a sender; false once the port closes. The port's end waits until all senders have left.</summary>
    internal bool TryEnter()
    {
        Interlocked.Increment(ref inside);
        if (!stopping)
            return true;
        Leave();
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref inside);

    /// <summary>There is work without a notification.</summary>
    internal void Wake() => port.Endpoint.Wake();

    /// <summary>An answer may be near: ends a sleep, if there is one.</summary>
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

    // Payload needs polling on both sides, except over shared memory; a stopped peer isn't waited for long.
    private bool IsMoving => !port.Domain.Provider.IsSharedMemory && (port.Fetcher.IsFetching || port.Sender.IsFetchedFrom);

    // Received parcels may have given the thread pool work, whose thread was woken on this core: it would wait until the next check of the
    // clock.
    private static void LetBegin()
    {
#if NET
        if (ThreadPool.PendingWorkItemCount > 0)
            Thread.Yield();
#endif
    }

    // True if another thread needed this core: a woken sleeper gets it at once, a polling thread only in turn.
    private static bool GivesWay(long now)
    {
        Thread.Yield();
        return Stopwatch.GetTimestamp() - now > longYield;
    }

    // True if continuous polling is useful again.
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
            // A disposed port has no one to notify; one whose provider failed has.
            if (reason is RdmaException or RmaPoolException)
                port.Receiver.Lost(peer.Locality, FabricException.Failed(peer.Locality, reason));
        }
        port.Receives.Dispose();
        port.Pool.Dispose();
        port.Domain.Dispose();
    }
}
