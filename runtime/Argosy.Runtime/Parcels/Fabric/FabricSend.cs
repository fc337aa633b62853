using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>
/// A message that hasn't completed, and its parcel. It completes in up to two steps, in any order: the provider has finished the
/// message; the receiver has fetched the payload. The block is held until the first, since the provider may read it even after
/// the peer was disconnected; registrations until the second. Reused.
/// </summary>
internal sealed unsafe class FabricSend(FabricSender sender) : RdmaCompletion
{
    private readonly object gate = new();
    private readonly List<Registration> registrations = [];
    private OutgoingParcel? parcel;
    private RmaBlock? block;
    private int offset;
    private int open;
    private bool awaitsFetch;
    private uint generation = 1;

    internal FabricPeer? Peer { get; private set; }

    internal byte* Start => block!.Address + offset;

    internal int Length { get; private set; }

    /// <summary>The receiver's acknowledgement number for the fetched payload; never 0.</summary>
    internal ulong Ticket => (ulong)generation << 32 | (uint)Number;

    internal NativeSlice Native => block!.Slab.Registration!.Native(block.Offset + offset, Length);

    /// <summary>Keeps a registration until the payload was fetched.</summary>
    internal void Hold(in Registration registration) => registrations.Add(registration);

    /// <summary>Closes the registrations of a parcel that couldn't be sent.</summary>
    internal void Forget()
    {
        CloseRegistrations();
        sender.Recycle(this);
    }

    /// <summary>Takes over one reference of the block; from here on another thread may abandon the message.</summary>
    internal void Begin(FabricPeer to, OutgoingParcel? behind, RmaBlock of, int at, int length, bool fetched)
    {
        lock (gate)
        {
            (Peer, parcel, block, offset, Length) = (to, behind, of, at, length);
            awaitsFetch = fetched;
            open = fetched ? 2 : 1;
            if (fetched)
                sender.Offer(1);
        }
    }

    /// <summary>The provider has finished it; the caller reports the result.</summary>
    internal FinishedParcel Transmitted()
    {
        lock (gate)
        {
            block!.Release();
            block = null;
            return Leave();
        }
    }

    /// <summary>Null if this peer wasn't asked to fetch anything under this ticket.</summary>
    internal FinishedParcel? TryFetched(FabricPeer from, ulong ticket)
    {
        lock (gate)
        {
            if (Peer != from || Ticket != ticket || !awaitsFetch)
                return null;
            EndOffer();
            return Leave();
        }
    }

    /// <summary>Abandons the parcel if it is for this peer. The provider may still use its message.</summary>
    internal FinishedParcel Abandon(FabricPeer to, Exception reason)
    {
        lock (gate)
        {
            if (Peer != to)
                return default;
            var given = new FinishedParcel(parcel, reason);
            parcel = null;
            if (awaitsFetch)
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
        if (--open > 0)
            return default;
        var done = new FinishedParcel(parcel, null);
        parcel = null;
        Peer = null;
        generation = Math.Max(1, unchecked(generation + 1));
        sender.Recycle(this);
        return done;
    }

    private void EndOffer()
    {
        awaitsFetch = false;
        sender.Offer(-1);
        CloseRegistrations();
    }

    private void CloseRegistrations()
    {
        foreach (var registration in registrations)
            registration.Close();
        registrations.Clear();
    }
}

/// <summary>A parcel whose sender must still be notified, outside of every lock: the callback may do anything.</summary>
internal readonly record struct FinishedParcel(OutgoingParcel? Parcel, Exception? Failure)
{
    internal void Tell() => Parcel?.Complete(Failure);
}
