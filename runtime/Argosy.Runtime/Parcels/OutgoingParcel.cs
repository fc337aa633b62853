namespace Argosy.Runtime;

/// <summary>
/// A parcel on its way out: its archive, behind room for the header. The sender fills it and hands it to a parcelport,
/// which completes it once and in any case: its memory may then be used again.
/// </summary>
internal sealed class OutgoingParcel(RmaPool pool, int threshold)
    : ArchiveStore(pool, ArchiveLayout.HeaderLength, threshold)
{
    /// <summary>All but lengths, flags, source and session, which are the parcelport's.</summary>
    internal ParcelHeader Header { get; set; }

    /// <summary>Told once, from any thread: null when all bytes left their place, or why they didn't.</summary>
    internal Action<Exception?>? Sent { get; set; }

    /// <summary>The sender's own: called once all bytes left their place, not when they didn't.</summary>
    internal Action? OnSent { get; set; }

    /// <summary>Whose call it carries: fails when the parcel does. Null when nobody waits for an answer.</summary>
    internal Cluster? Cluster { get; set; }

    /// <summary>False when it carries a call that was cancelled, or failed, before it was sent.</summary>
    internal bool IsWanted => Header.Call == 0 || Cluster is null || Cluster.Calls.Contains(Header.Call);

    /// <summary>Where a parcelport keeps it while it is under way: a slot, an index.</summary>
    internal int Slot { get; set; }

    /// <summary>Lets go of all memory and tells the sender. The parcel can be used again.</summary>
    internal void Complete(Exception? failure)
    {
        var (sent, onSent, cluster, call) = (Sent, OnSent, Cluster, Header.Call);
        (Sent, OnSent, Cluster) = (null, null, null);
        Clear();
        sent?.Invoke(failure);
        if (failure is not null)
            cluster?.FailCall(call, failure);
        else if (onSent is not null)
            Listener.Tell(nameof(OnSent), onSent);
    }
}
