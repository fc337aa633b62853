namespace Argosy.Runtime;

/// <summary>Outgoing calls, and answers.</summary>
public sealed partial class Cluster
{
    private static readonly TimeSpan s_pauseForMemory = TimeSpan.FromMilliseconds(50);

    internal ValueTask<TResult> CallAsync<TArguments, TResult>(
        int locality, ActionDescriptor<TArguments, TResult> action, in TArguments arguments, in CallOptions options,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new ValueTask<TResult>(Task.FromCanceled<TResult>(cancellationToken));
        var peer = _peers[locality];
        var trace = CallTrace.OfCall(action.Name, locality, isPost: false);
        var parcel = Write(peer, action, arguments, trace);
        var call = PendingCall<TResult>.Rent(this, locality, action.Name, action.Result, trace);
        var task = call.Task;
        var number = Calls.Add(call);
        call.CancelWith(number, cancellationToken);
        parcel.Header = new ParcelHeader(trace.Kind, 0, 0, 0, number, action.Id, 0, 0, 0);
        parcel.Cluster = this;
        parcel.OnSent = options.OnSent;
        // If a locality is lost after the entry was added, this call has failed already or the parcel fails.
        peer.Send(parcel);
        return task;
    }

    internal ValueTask PostAsync<TArguments, TResult>(
        int locality, ActionDescriptor<TArguments, TResult> action, in TArguments arguments, in CallOptions options)
    {
        var peer = _peers[locality];
        var trace = CallTrace.OfCall(action.Name, locality, isPost: true);
        var parcel = Write(peer, action, arguments, trace);
        parcel.Header = new ParcelHeader(trace.Kind, 0, 0, 0, 0, action.Id, 0, 0, 0);
        parcel.OnSent = options.OnSent;
        var post = new PostedParcel(this, locality, action.Name);
        parcel.Post = post;
        var sending = peer.SendAsync(parcel);
        if (!sending.IsCompleted)
            return new ValueTask(AcceptAsync(sending, post, trace));
        var refusal = post.Accept();
        trace.End(refusal);
        return refusal is not null ? new ValueTask(Task.FromException(refusal)) : default;
    }

    private static async Task AcceptAsync(ValueTask sending, PostedParcel post, CallTrace trace)
    {
        await sending.ConfigureAwait(false);
        var refusal = post.Accept();
        trace.End(refusal);
        if (refusal is not null)
            throw refusal;
    }

    internal void SendResult<TArguments, TResult>(
        int caller, ulong call, ActionDescriptor<TArguments, TResult> action, in TResult result)
    {
        var parcel = _peers[caller].Port.Rent();
        parcel.TakesOver = true; // vectors within the result
        try
        {
            var writer = new ArchiveWriter(parcel);
            action.Result.Write(ref writer, result);
            writer.Complete();
        }
        catch (Exception failure)
        {
            Release(parcel.EndTakeover());
            parcel.Complete(failure);
            SendFault(caller, call, Fault.From(failure));
            return;
        }
        Release(parcel.EndTakeover()); // the parcel keeps its own references
        parcel.Header = new ParcelHeader(ParcelKind.Result, 0, 0, 0, call, 0, 0, 0, 0);
        parcel.Cluster = this;
        _peers[caller].SendFreely(parcel);
    }

    internal void SendFault(int caller, ulong call, Fault fault) =>
        SendFreely(caller, new ParcelHeader(ParcelKind.Fault, 0, 0, 0, call, (uint)fault.Kind, 0, 0, 0), fault);

    private static void Release(List<IDisposable>? taken)
    {
        foreach (var one in taken ?? [])
            Listener.Dispose("a result's end", one);
    }

    /// <summary>A port can't send a result: the caller gets the reason instead.</summary>
    internal void RefuseResult(int caller, ulong call, Exception failure)
    {
        if (IsOpen && _peers[caller].Loss is null)
            SendFault(caller, call, Fault.From(failure));
    }

    /// <summary>A received call can't be run: it is answered with the reason, or, if nobody waits, reported.</summary>
    internal void RefuseCall(int caller, ulong call, string action, Exception failure)
    {
        CountTaken(caller);
        if (call != 0)
        {
            SendFault(caller, call, Fault.From(failure));
            return;
        }
        CountRun(caller);
        ReportPostFailure(caller, action, failure);
    }

    /// <summary>A parcel of this locality is here, with its payload.</summary>
    internal void CountArrived(int locality) => _peers[locality].Marks.Count(FlowCount.Arrived);

    /// <summary>A post of this locality has run here.</summary>
    internal void CountRun(int locality) => _peers[locality].Marks.Count(FlowCount.Run);

    /// <summary>Ends a call whose parcel couldn't be sent.
    /// A port may fail it before it reports the loss that is the cause.</summary>
    internal void FailCall(ulong number, Exception failure)
    {
        if (Calls.TryTake(number, -1) is { } call)
            call.Fail(failure is FabricException { IsLoss: true }
                ? LocalityLostException.From(call.Locality, failure)
                : failure);
    }

    /// <summary>Ends a call here and asks the other side to stop.</summary>
    internal void CancelCall(ulong number, int locality, CancellationToken cancellationToken)
    {
        if (Calls.TryTake(number, -1) is not { } call)
            return;
        try
        {
            SendHeader(locality, ParcelKind.Cancel, number);
        }
        finally
        {
            call.Fail(new OperationCanceledException(cancellationToken)); // no other thread completes it any more
        }
    }

    /// <summary>A call of this locality begins here; the caller is informed before it has used up its credit.</summary>
    internal void CountTaken(int caller)
    {
        if (_peers[caller].Take())
            SendHeader(caller, ParcelKind.Credit, 0);
    }

    private void SendHeader(int locality, ParcelKind kind, ulong call) =>
        SendFreely(locality, new ParcelHeader(kind, 0, 0, 0, call, 0, 0, 0, 0), null);

    // An action may end, and a call be cancelled, after the port has closed and its memory is freed:
    // then there is no recipient.
    private void SendFreely(int locality, in ParcelHeader header, Fault? fault)
    {
        var parcel = _peers[locality].Port.Rent();
        try
        {
            var writer = new ArchiveWriter(parcel);
            fault?.Write(ref writer);
            writer.Complete();
        }
        catch (ObjectDisposedException closed)
        {
            parcel.Complete(closed);
            return;
        }
        catch (Exception failure) // no memory, most likely: the answer is sent when there is some
        {
            parcel.Complete(failure);
            var later = header;
            Clock.Shared.Once(s_pauseForMemory, () => SendFreely(locality, later, fault?.Shorten()));
            return;
        }
        parcel.Header = header;
        if (fault is { IsShort: false })
            ShortenIfRefused(parcel, locality, fault);
        _peers[locality].SendFreely(parcel);
    }

    // A failure's texts may exceed the limit that sender and receiver agreed on, and without an answer the caller would
    // hang.
    private void ShortenIfRefused(OutgoingParcel parcel, int locality, Fault fault)
    {
        var header = parcel.Header;
        parcel.Sent = failure =>
        {
            if (failure is ClusterException { Id: "ARG0884" })
                SendFreely(locality, header, fault.Shorten());
        };
    }

    private static OutgoingParcel Write<TArguments, TResult>(
        Peer peer, ActionDescriptor<TArguments, TResult> action, in TArguments arguments, in CallTrace trace)
    {
        var parcel = peer.Port.Rent();
        try
        {
            var writer = new ArchiveWriter(parcel);
            action.Arguments.Write(ref writer, arguments);
            trace.Write(ref writer);
            writer.Complete();
            return parcel;
        }
        catch (Exception failure)
        {
            parcel.Complete(failure);
            trace.End(failure);
            // A port whose provider failed has closed its memory too; the caller should get the loss as the cause.
            if (failure is ObjectDisposedException && peer.Loss is LocalityLostException loss)
                throw loss;
            throw;
        }
    }
}
