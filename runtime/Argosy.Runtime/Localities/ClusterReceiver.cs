namespace Argosy.Runtime;

/// <summary>Handles the parcels that parcelports receive, on their threads.</summary>
internal sealed class ClusterReceiver(Cluster cluster) : IParcelReceiver
{
    public Delivery? Receive(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        cluster.PeerOf(locality).Credit(header.Consumed);
        source.Cluster = cluster;
        var delivery = Decode(locality, header, index, source);
        if (delivery is null && header.Kind is not (ParcelKind.Flush or ParcelKind.Flushed))
            cluster.CountArrived(locality);
        return delivery;
    }

    public void Lost(int locality, Exception reason) => cluster.Lose(locality, reason);

    private Delivery? Decode(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        switch (header.Kind)
        {
            case ParcelKind.Call or ParcelKind.TracedCall:
                return Call(locality, header, index, source);
            case ParcelKind.Result:
                return Result(locality, header, index, source);
            case ParcelKind.Fault:
                Fault(locality, header, index, source);
                return null;
            case ParcelKind.Cancel:
                cluster.Running.Cancel(locality, header.Call);
                return null;
            case ParcelKind.Flush:
                cluster.PeerOf(locality).Marks.Ask((FlowCount)header.Action, (long)header.Call);
                return null;
            case ParcelKind.Flushed:
                cluster.PeerOf(locality).Flushes.Reached((FlowCount)header.Action, (long)header.Call);
                return null;
            default:
                return null; // Credit was all it had to say
        }
    }

    // The parcel's frame was valid, so a failure here belongs to its call alone: an unknown action, other types, a
    // constructor of the user's that throws, no memory. The connection stays, and the payload isn't fetched.
    private Invocation? Call(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        var action = ActionRegistry.Find(header.Action);
        try
        {
            var reader = new ArchiveReader(index, source);
            var invocation = (action ?? throw ArchiveException.UnknownAction(header.Action)).Decode(ref reader);
            var trace = header.Kind == ParcelKind.TracedCall ? CallTrace.Read(ref reader) : default;
            RequireEnd(reader);
            invocation.Arrive(cluster, locality, header.Call, source.TakeOwned(), trace);
            return invocation;
        }
        catch (Exception failure)
        {
            source.Abandon(); // what was made before the mistake was found
            cluster.RefuseCall(locality, header.Call, action?.Name ?? $"action {header.Action:x8}", failure);
            return null;
        }
    }

    private PendingCall? Result(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        if (cluster.Calls.TryTake(header.Call, locality) is not { } call)
            return null; // cancelled meanwhile
        try
        {
            var reader = new ArchiveReader(index, source);
            call.Decode(ref reader);
            RequireEnd(reader);
        }
        catch (Exception failure)
        {
            source.Abandon();
            call.Fail(failure); // a serializer of the user's may throw anything
            return null;
        }
        call.Hold(source.TakeOwned());
        return call;
    }

    private void Fault(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        if (cluster.Calls.TryTake(header.Call, locality) is not { } call)
            return;
        Exception failure;
        try
        {
            var reader = new ArchiveReader(index, source);
            failure = Runtime.Fault.Read((FaultKind)header.Action, ref reader)
                .ToException(locality, call.ActionName);
        }
        catch (Exception unreadable)
        {
            failure = unreadable;
        }
        call.Fail(failure);
    }

    private static void RequireEnd(in ArchiveReader reader)
    {
        if (reader.Remaining != 0)
            throw ArchiveException.Malformed($"{reader.Remaining} bytes are left over");
    }
}
