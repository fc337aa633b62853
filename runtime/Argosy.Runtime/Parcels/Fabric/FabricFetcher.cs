using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// Gets the payload of arrivals, a limited number at once, directly into its target. Belongs to the progress thread. An
/// arrival with gets under way ends only when they have ended: until then the provider may write to its targets.
/// </summary>
internal sealed class FabricFetcher(FabricPort port)
{
    // A slice counts its bytes in an int.
    private const long LongestGet = 1 << 30;

    // A synchronous read blocks the thread meanwhile.
    private const long LongestRead = 1 << 20;

    private readonly FreeStack<FabricGet> _gets = new();
    private readonly FreeStack<FabricArrival> _arrivals = new();
    private readonly Queue<FabricArrival> _ready = [];
    private int _underWay;

    /// <summary>Whether work is left that no completion will announce.</summary>
    internal bool IsStalled { get; private set; }

    /// <summary>Whether gets are under way.</summary>
    internal bool IsFetching => _underWay > 0;

    internal FabricArrival Take() => _arrivals.TryTake() ?? _arrivals.Add(new FabricArrival(port.Pool));

    internal void Recycle(FabricArrival arrival)
    {
        arrival.Clear();
        _arrivals.Put(arrival);
    }

    internal void Begin(FabricArrival arrival)
    {
        Queue(arrival);
        Pump();
    }

    /// <summary>Starts as many gets as allowed, round-robin:
    /// a peer that accepts none now doesn't block the others.</summary>
    /// <returns>Pieces that were read synchronously, which no completion announces.</returns>
    internal int Pump()
    {
        var read = 0;
        IsStalled = false;
        for (var left = _ready.Count; left > 0 && _ready.Count > 0 && HasRoom; left--)
        {
            var arrival = _ready.Dequeue();
            arrival.IsQueued = false;
            while (arrival.HasMore && HasRoom)
            {
                if (arrival.Peer!.Memory is { IsOpen: true } memory && TryReadNext(arrival, memory))
                {
                    read++;
                    IsStalled = arrival.HasMore || IsStalled;
                    break;
                }
                if (TryBeginNext(arrival) == RdmaError.Again)
                {
                    IsStalled = true;
                    break;
                }
            }
            if (arrival.HasMore)
                Queue(arrival);
            else if (arrival.GetsUnderWay == 0)
                port.Arrivals.Fetched(arrival);
        }
        return read;
    }

    /// <summary>Fails all arrivals from a peer.</summary>
    internal void Abandon(FabricPeer peer, Exception reason)
    {
        for (var i = 0; i < _arrivals.Count; i++)
        {
            if (_arrivals[i].Peer == peer)
                _arrivals[i].Failure ??= reason;
        }
        // Those without a started get end here, those with gets under way with the last of them.
        Pump();
    }

    /// <summary>Ends arrivals without a started get, once the endpoint is closed.</summary>
    internal void Close(Exception reason)
    {
        while (_ready.Count > 0)
        {
            var arrival = _ready.Dequeue();
            arrival.IsQueued = false;
            arrival.Failure ??= reason;
            port.Arrivals.Fetched(arrival);
        }
    }

    internal void Completed(FabricGet get, RdmaError status, int providerError)
    {
        var arrival = get.Arrival!;
        get.Arrival = null;
        _gets.Put(get);
        _underWay--;
        arrival.GetsUnderWay--;
        if (status != RdmaError.None)
            Fail(arrival, new RdmaException(status, "fetching a payload", $"libfabric error {providerError}"));
        if (arrival.GetsUnderWay == 0 && !arrival.HasMore && !arrival.IsQueued)
            port.Arrivals.Fetched(arrival);
        Pump();
    }

    private bool HasRoom => _underWay < port.Options.OutstandingGets && !port.IsClosing;

    private void Queue(FabricArrival arrival)
    {
        arrival.IsQueued = true;
        _ready.Enqueue(arrival);
    }

    // True if this piece needs no further attempt: it has arrived, or its source is gone.
    private unsafe bool TryReadNext(FabricArrival arrival, NeighbourMemory memory)
    {
        var (target, address, length) = arrival.NextPlain(LongestRead);
        if (memory.TryRead((byte*)target, address, length))
            arrival.Advance(length);
        else if (memory.IsOpen)
            Fail(arrival, new RdmaException(
                RdmaError.Unreachable, "fetching a payload", "its source's memory is gone"));
        else
            return false;
        return true;
    }

    private RdmaError TryBeginNext(FabricArrival arrival)
    {
        var get = _gets.TryTake() ?? _gets.Add(new FabricGet(this));
        try
        {
            var piece = arrival.Next(port.Domain, Math.Min(LongestGet, port.Domain.Provider.MaximumLength));
            get.Arrival = arrival;
            var code = port.Endpoint.TryRead(arrival.Peer!.Address, piece.Local, piece.Remote, piece.Offset, get);
            if (code == 0)
            {
                _underWay++;
                arrival.GetsUnderWay++;
                arrival.Advance(piece.Length);
                return RdmaError.None;
            }
            if ((RdmaError)code != RdmaError.Again)
                Fail(arrival, RdmaResult.Failure(code, "fetching a payload"));
            _gets.Put(get);
            return (RdmaError)code;
        }
        catch (RdmaException exception)
        {
            _gets.Put(get);
            Fail(arrival, exception);
            return exception.Code;
        }
    }

    private void Fail(FabricArrival arrival, RdmaException cause) => arrival.Failure ??=
        port.IsClosing ? FabricException.Closed() : FabricException.Failed(arrival.Peer!.Locality, cause);
}

internal sealed class FabricGet(FabricFetcher fetcher) : RdmaCompletion
{
    internal FabricArrival? Arrival { get; set; }

    internal override void Completed(RdmaError status, int length, int providerError) =>
        fetcher.Completed(this, status, providerError);
}
