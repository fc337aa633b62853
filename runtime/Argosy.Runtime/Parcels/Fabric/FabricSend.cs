using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// A message that hasn't completed, and its parcel. It completes in up to two steps, in any order: the provider has
/// finished the message; the receiver has fetched the payload. The block is held until the first, since the provider
/// may read it even after the peer was disconnected; registrations until the second. Reused.
/// </summary>
internal sealed unsafe class FabricSend(FabricSender sender) : RdmaCompletion
{
    private readonly object _gate = new();
    private readonly List<Registration> _registrations = [];
    private OutgoingParcel? _parcel;
    private RmaBlock? _block;
    private int _offset;
    private int _open;
    private bool _awaitsFetch;
    private uint _generation = 1;

    internal FabricPeer? Peer { get; private set; }

    internal byte* Start => _block!.Address + _offset;

    internal int Length { get; private set; }

    /// <summary>The receiver's acknowledgement number for the fetched payload; never 0.</summary>
    internal ulong Ticket => (ulong)_generation << 32 | (uint)Number;

    internal NativeSlice Native => _block!.Slab.Registration!.Native(_block.Offset + _offset, Length);

    /// <summary>Keeps a registration until the payload was fetched.</summary>
    internal void Hold(in Registration registration) => _registrations.Add(registration);

    /// <summary>Closes the registrations of a parcel that couldn't be sent.</summary>
    internal void Forget()
    {
        CloseRegistrations();
        sender.Recycle(this);
    }

    /// <summary>Takes over one reference of the block; from here on another thread may abandon the message.</summary>
    internal void Begin(FabricPeer to, OutgoingParcel? behind, RmaBlock of, int at, int length, bool fetched)
    {
        lock (_gate)
        {
            (Peer, _parcel, _block, _offset, Length) = (to, behind, of, at, length);
            _awaitsFetch = fetched;
            _open = fetched ? 2 : 1;
            if (fetched)
                sender.Offer(1);
        }
    }

    /// <summary>The provider has finished it; the caller reports the result.</summary>
    internal FinishedParcel Transmitted()
    {
        lock (_gate)
        {
            _block!.Release();
            _block = null;
            return Leave();
        }
    }

    /// <summary>Null if this peer wasn't asked to fetch anything under this ticket.</summary>
    internal FinishedParcel? TryFetched(FabricPeer from, ulong ticket)
    {
        lock (_gate)
        {
            if (Peer != from || Ticket != ticket || !_awaitsFetch)
                return null;
            EndOffer();
            return Leave();
        }
    }

    /// <summary>Abandons the parcel if it is for this peer. The provider may still use its message.</summary>
    internal FinishedParcel Abandon(FabricPeer to, Exception reason)
    {
        lock (_gate)
        {
            if (Peer != to)
                return default;
            var given = new FinishedParcel(_parcel, reason);
            _parcel = null;
            if (_awaitsFetch)
            {
                EndOffer();
                Leave();
            }
            return given;
        }
    }

    internal override void Completed(RdmaError status, int length, int providerError) =>
        sender.Sent(this, status, providerError);

    private FinishedParcel Leave()
    {
        if (--_open > 0)
            return default;
        var done = new FinishedParcel(_parcel, null);
        _parcel = null;
        Peer = null;
        _generation = Math.Max(1, unchecked(_generation + 1));
        sender.Recycle(this);
        return done;
    }

    private void EndOffer()
    {
        _awaitsFetch = false;
        sender.Offer(-1);
        CloseRegistrations();
    }

    private void CloseRegistrations()
    {
        foreach (var registration in _registrations)
            registration.Close();
        _registrations.Clear();
    }
}

/// <summary>A parcel whose sender must still be notified, outside of every lock:
/// the callback may do anything.</summary>
internal readonly record struct FinishedParcel(OutgoingParcel? Parcel, Exception? Failure)
{
    internal void Tell() => Parcel?.Complete(Failure);
}
