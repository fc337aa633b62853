namespace Argosy.Runtime;

/// <summary>
/// An outgoing parcel: its archive, after space for the header. The sender fills it and passes it to a parcelport,
/// which completes it exactly once: its memory may then be reused.
/// </summary>
internal sealed class OutgoingParcel(RmaPool pool, int threshold)
    : ArchiveStore(pool, ArchiveLayout.HeaderLength, threshold)
{
    /// <summary>Everything except lengths, flags, source and session, which the parcelport sets.</summary>
    internal ParcelHeader Header { get; set; }

    /// <summary>Completion callback, called once from any thread: null on success, otherwise the failure.</summary>
    internal Action<Exception?>? Sent { get; set; }

    /// <summary>The sender's callback: called once all bytes have left, not on failure.</summary>
    internal Action? OnSent { get; set; }

    /// <summary>The cluster of its call or result, which is told when the parcel fails. Null for others.</summary>
    internal Cluster? Cluster { get; set; }

    /// <summary>The flow that it counts in, from the time that a port gets it.</summary>
    internal Peer? Flow { get; set; }

    /// <summary>The outcome of a post; null for others.</summary>
    internal PostedParcel? Post { get; set; }

    /// <summary>False if its call was cancelled, or failed, before it was sent.</summary>
    internal bool IsWanted =>
        !Header.IsCall || Header.Call == 0 || Cluster is null || Cluster.Calls.Contains(Header.Call);

    /// <summary>The parcelport's slot or index while it is under way.</summary>
    internal int Slot { get; set; }

    /// <summary>Releases all memory and notifies the sender. The parcel can be reused.</summary>
    internal void Complete(Exception? failure)
    {
        var (sent, onSent, cluster, header) = (Sent, OnSent, Cluster, Header);
        var (flow, post) = (Flow, Post);
        (Sent, OnSent, Cluster, Flow, Post) = (null, null, null, null, null);
        Clear();
        sent?.Invoke(failure);
        flow?.HasLeft(header, failure);
        if (failure is not null)
        {
            post?.Fail(failure);
            if (header.Kind == ParcelKind.Result && flow is not null)
                cluster?.RefuseResult(flow.Locality, header.Call, failure);
            else
                cluster?.FailCall(header.Call, failure);
        }
        else if (onSent is not null)
            Listener.Tell(nameof(OnSent), onSent);
    }
}
