namespace Argosy.Runtime;

internal enum OperationKind
{
    Send = 1,
    Receive = 2,
    Read = 3,
    Write = 4,
}

/// <summary>The arguments of a post, kept to repeat it after a full queue.</summary>
internal readonly record struct OperationRequest(
    OperationKind Kind, RdmaPeer Peer, RegisteredSlice Local, RemoteMemory Remote, long RemoteOffset)
{
    internal string Name => Kind switch
    {
        OperationKind.Send => "sending a message",
        OperationKind.Receive => "receiving a message",
        OperationKind.Read => "reading remote memory",
        _ => "writing remote memory",
    };

    internal int Post(RdmaEndpoint endpoint, RdmaCompletion completion) => Kind switch
    {
        OperationKind.Send => endpoint.TrySend(Peer, Local.Native(), completion),
        OperationKind.Receive => endpoint.TryReceive(Local.Native(), completion),
        OperationKind.Read => endpoint.TryRead(Peer, Local.Native(), Remote, RemoteOffset, completion),
        _ => endpoint.TryWrite(Peer, Local.Native(), Remote, RemoteOffset, completion),
    };
}

/// <summary>An awaited operation. Continuations never run on the thread that drives progress.</summary>
internal abstract class PendingOperation : RdmaCompletion
{
    internal OperationRequest Request { get; set; }

    /// <summary>Whether it is no longer awaited.</summary>
    internal abstract bool IsOver { get; }

    internal abstract void Succeed(int length);

    internal abstract void Fail(RdmaException exception);

    internal override void Completed(RdmaError status, int length, int providerError)
    {
        if (status == RdmaError.None)
            Succeed(length);
        else
            Fail(new RdmaException(status, Request.Name, Why(status, providerError)));
    }

    private static string Why(RdmaError status, int providerError) =>
        status == RdmaError.Cancelled && providerError == 0
            ? "its endpoint was disposed of before it completed"
            : $"libfabric error {providerError}";
}

/// <summary>The general form: may be cancelled, and awaited any number of times.</summary>
internal sealed class TaskOperation : PendingOperation
{
    private readonly TaskCompletionSource<int> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;

    internal Task<int> Task => _source.Task;

    internal override bool IsOver => _source.Task.IsCompleted;

    /// <summary>Cancelling ends the caller's wait. An operation that the provider has begun continues.</summary>
    internal void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.Register(() => _source.TrySetCanceled(cancellationToken));
    }

    internal override void Succeed(int length)
    {
        _registration.Dispose();
        _source.TrySetResult(length);
    }

    internal override void Fail(RdmaException exception)
    {
        _registration.Dispose();
        _source.TrySetException(exception);
    }
}
