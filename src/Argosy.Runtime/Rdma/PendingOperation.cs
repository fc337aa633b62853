using Argosy.Runtime.Native;

namespace Argosy.Runtime;

internal enum OperationKind
{
    Send = 1,
    Receive = 2,
    Read = 3,
    Write = 4,
}

/// <summary>All that posting takes, kept so that a full queue can be waited out.</summary>
internal readonly record struct OperationRequest(
    OperationKind Kind, RdmaPeer Peer, RegisteredSlice Local, RemoteMemory Remote, long RemoteOffset);

/// <summary>An operation from its start to its completion. Continuations never run on the thread that drives progress.</summary>
internal sealed class PendingOperation(ulong token, OperationRequest request)
{
    private readonly TaskCompletionSource<int> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration registration;

    internal ulong Token => token;

    internal OperationRequest Request => request;

    internal Task<int> Task => source.Task;

    /// <summary>Cancelling ends the caller's waiting. What the provider has begun runs on.</summary>
    internal void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            registration = cancellationToken.Register(() => source.TrySetCanceled(cancellationToken));
    }

    internal void Complete(int length)
    {
        registration.Dispose();
        source.TrySetResult(length);
    }

    internal void Fail(RdmaException exception)
    {
        registration.Dispose();
        source.TrySetException(exception);
    }

    internal unsafe int Post(EndpointHandle endpoint)
    {
        var local = request.Local.Native();
        var remote = request.Remote;
        var peer = request.Peer.Value;
        var offset = (ulong)request.RemoteOffset;
        return request.Kind switch
        {
            OperationKind.Send => RdmaNative.argosy_endpoint_send(endpoint.Value, peer, &local, token),
            OperationKind.Receive => RdmaNative.argosy_endpoint_receive(endpoint.Value, &local, token),
            OperationKind.Read => RdmaNative.argosy_endpoint_read(endpoint.Value, peer, &local, &remote, offset, token),
            _ => RdmaNative.argosy_endpoint_write(endpoint.Value, peer, &local, &remote, offset, token),
        };
    }
}
