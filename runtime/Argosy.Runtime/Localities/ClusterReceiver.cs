namespace Argosy.Runtime;

/// <summary>Handles the parcels that parcelports receive, on their threads.</summary>
internal sealed class ClusterReceiver(Cluster cluster) : IParcelReceiver
{
    public Delivery? Receive(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        cluster.PeerOf(locality).Credit(header.Consumed);
        source.Cluster = cluster;
        try
        {
            return Decode(locality, header, index, source);
        }
        catch
        {
            source.Abandon(); // what was made before the mistake was found
            throw;
        }
    }

    public void Lost(int locality, Exception reason) => cluster.Lose(locality, reason);

    private Delivery? Decode(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        switch (header.Kind)
        {
            case ParcelKind.Call:
                return Call(locality, header, index, source);
            case ParcelKind.Result:
                return Result(locality, header, index, source);
            case ParcelKind.Fault:
                Fault(locality, header, index, source);
                return null;
            case ParcelKind.Cancel:
                cluster.Running.Cancel(locality, header.Call);
                return null;
            default:
                return null; // Credit was all it had to say
        }
    }

    private Invocation Call(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        var action = ActionRegistry.Find(header.Action) ?? throw ArchiveException.UnknownAction(header.Action);
        var reader = new ArchiveReader(index, source);
        var invocation = action.Decode(ref reader);
        RequireEnd(reader);
        invocation.Arrive(cluster, locality, header.Call, source.TakeOwned());
        return invocation;
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
        catch (Exception failure) when (!Cluster.IsFatal(failure))
        {
            call.Fail(failure); // a serializer of the user's may throw anything
            throw;
        }
        call.Hold(source.TakeOwned());
        return call;
    }

    private void Fault(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        var reader = new ArchiveReader(index, source);
        var fault = Runtime.Fault.Read((FaultKind)header.Action, ref reader);
        if (cluster.Calls.TryTake(header.Call, locality) is { } call)
            call.Fail(fault.ToException(locality, call.ActionName));
    }

    private static void RequireEnd(in ArchiveReader reader)
    {
        if (reader.Remaining != 0)
            throw ArchiveException.Malformed($"{reader.Remaining} bytes are left over");
    }
}
