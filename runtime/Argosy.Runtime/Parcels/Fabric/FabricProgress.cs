using System.Diagnostics;

namespace Argosy.Runtime;

/// <summary>
/// The thread that drives a port. Polls continuously while there is traffic and shortly afterwards; then sleeps,
/// polling occasionally, until something arrives or it is woken: two threads that always poll starve each other on a
/// small machine. It also closes the port, as its last action, so that nothing is ended while it is in use.
/// </summary>
internal sealed class FabricProgress
{
    private const int LooksBetweenClocks = 32;
    private const int TimesAsLong = 20;

    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_restWithWork = TimeSpan.FromMilliseconds(1);

    private static readonly long s_longYield = Stopwatch.Frequency / 200_000; // 5 us

    private readonly FabricPort _port;
    private readonly Thread _thread;
    private readonly long _spin;
    private volatile bool _stopping;
    private volatile bool _resting;
    private int _inside;
    private int _started;
    private int _closed;

    internal FabricProgress(FabricPort port)
    {
        _port = port;
        _spin = (long)(port.Options.Spin.TotalSeconds * Stopwatch.Frequency);
        _thread = new Thread(Run) { IsBackground = true, Name = "argosy-fabric" };
    }

    internal bool IsStopping => _stopping;

    internal void Start()
    {
        _started = 1;
        _thread.Start();
    }

    /// <summary>Admits a sender; false once the port closes.
    /// The port's end waits until all senders have left.</summary>
    internal bool TryEnter()
    {
        Interlocked.Increment(ref _inside);
        if (!_stopping)
            return true;
        Leave();
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _inside);

    /// <summary>There is work without a notification.</summary>
    internal void Wake() => _port.Endpoint.Wake();

    /// <summary>An answer may be near: ends a sleep, if there is one.</summary>
    internal void Stir()
    {
        if (!_resting)
            return;
        _resting = false; // one caller wakes it
        Wake();
    }

    internal void Stop()
    {
        _stopping = true;
        Wake();
        if (Volatile.Read(ref _started) == 0)
            Close(FabricException.Closed());
        else if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Run()
    {
        Exception reason = FabricException.Closed();
        try
        {
            _port.Receives.Start();
            var quietSince = 0L;
            for (var looks = 1; !_stopping; looks++)
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
                    if (now - quietSince > (IsMoving ? TimesAsLong * _spin : _spin) || GivesWay(now))
                        quietSince = Rest() ? 0 : quietSince;
                }
            }
        }
        catch (Exception exception) when (exception is RdmaException or RmaPoolException)
        {
            reason = exception;
            _stopping = true;
        }
        Close(reason);
    }

    private int Turn()
    {
        _port.DisconnectNow();
        _port.Sender.Retry();
        _port.Receives.Retry();
        _port.Admission.Release();
        var read = _port.Fetcher.IsStalled ? _port.Fetcher.Pump() : 0;
        return read + _port.Endpoint.Poll();
    }

    // Payload needs polling on both sides, except over shared memory; a stopped peer isn't waited for long.
    private bool IsMoving =>
        !_port.Domain.Provider.IsSharedMemory && (_port.Fetcher.IsFetching || _port.Sender.IsFetchedFrom);

    // Received parcels may have given the thread pool work, whose thread was woken on this core:
    // it would wait until the next check of the clock.
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
        return Stopwatch.GetTimestamp() - now > s_longYield;
    }

    // True if continuous polling is useful again.
    private bool Rest()
    {
        _resting = true;
        Interlocked.MemoryBarrier(); // a sender whose message has to wait says so, then looks whether this thread rests
        var hasWork = _port.Sender.IsWaiting || _port.Receives.IsStalled || _port.Fetcher.IsStalled;
        var count = _port.Endpoint.Progress(hasWork ? s_restWithWork : s_rest);
        var stirred = !_resting;
        _resting = false;
        return count > 0 || stirred;
    }

    private void Close(Exception reason)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        var spinner = new SpinWait();
        while (Volatile.Read(ref _inside) != 0)
            spinner.SpinOnce();
        _port.Endpoint.Dispose();
        _port.DisconnectNow();
        _port.Fetcher.Close(reason);
        foreach (var peer in _port.Peers.All)
        {
            if (peer is null || !_port.Peers.Remove(peer))
                continue;
            _port.Sender.Abandon(peer, reason);
            _port.Admission.Abandon(peer);
            // A disposed port has no one to notify; one whose provider failed has.
            if (reason is RdmaException or RmaPoolException)
                _port.Receiver.Lost(peer.Locality, FabricException.Failed(peer.Locality, reason));
        }
        _port.Receives.Dispose();
        _port.Pool.Dispose();
        _port.Domain.Dispose();
    }
}
