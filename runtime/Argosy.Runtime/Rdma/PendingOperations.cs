using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>The awaited operations, and those that wait for space in the queue, in order.</summary>
internal sealed class PendingOperations(RdmaEndpoint endpoint)
{
    private readonly object _gate = new();
    private readonly Queue<PendingOperation> _waiting = [];
#if NET
    private readonly System.Collections.Concurrent.ConcurrentQueue<PooledOperation> _pool = [];
#endif
    private int _waitingCount;
    private bool _closed;

    internal ValueTask<int> Start(in OperationRequest request, CancellationToken cancellationToken)
    {
#if NET
        if (!cancellationToken.CanBeCanceled)
        {
            var pooled = PooledOperation.Rent(_pool);
            pooled.Request = request;
            var result = pooled.Task;
            Begin(pooled);
            return result;
        }
#endif
        var operation = new TaskOperation { Request = request };
        operation.CancelWith(cancellationToken);
        Begin(operation);
        return new ValueTask<int>(operation.Task);
    }

    /// <summary>Posts operations for which there is space now.</summary>
    internal void PostWaiting()
    {
        if (Volatile.Read(ref _waitingCount) == 0)
            return;
        lock (_gate)
        {
            while (_waiting.Count > 0 && (_waiting.Peek().IsOver || TryPost(_waiting.Peek())))
                _waiting.Dequeue();
            Volatile.Write(ref _waitingCount, _waiting.Count);
        }
    }

    /// <summary>Ends waiting operations, when the endpoint is closed.</summary>
    internal void Close()
    {
        PendingOperation[] left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _waiting];
            _waiting.Clear();
            Volatile.Write(ref _waitingCount, 0);
        }
        foreach (var operation in left)
            operation.Completed(RdmaError.Cancelled, 0, 0);
    }

    // After other waiting ones, to keep their order.
    private void Begin(PendingOperation operation)
    {
        if (Volatile.Read(ref _waitingCount) == 0 && TryPost(operation))
            return;
        bool late;
        lock (_gate)
        {
            late = _closed;
            if (!late)
            {
                _waiting.Enqueue(operation);
                Volatile.Write(ref _waitingCount, _waiting.Count);
            }
        }
        if (late)
            operation.Completed(RdmaError.Cancelled, 0, 0);
    }

    private bool TryPost(PendingOperation operation)
    {
        var name = operation.Request.Name; // it may be over, and in use for another request, when Post returns
        var code = operation.Request.Post(endpoint, operation);
        if ((RdmaError)code == RdmaError.Again)
            return false;
        if (code != 0)
            operation.Fail(RdmaResult.Failure(code, name));
        return true;
    }
}
