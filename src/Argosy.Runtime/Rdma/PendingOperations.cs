using Argosy.Runtime.Native;

namespace Argosy.Runtime;

/// <summary>What is under way on one endpoint, and what waits for room in its queue, first come first served.</summary>
internal sealed class PendingOperations(EndpointHandle endpoint)
{
    private readonly object gate = new();
    private readonly Dictionary<ulong, PendingOperation> posted = [];
    private readonly Queue<PendingOperation> waiting = [];
    private ulong lastToken;
    private bool closed;

    internal PendingOperation Start(OperationRequest request, CancellationToken cancellationToken)
    {
        PendingOperation operation;
        lock (gate)
        {
            operation = new PendingOperation(++lastToken, request);
            // Behind others that wait, or their order would change.
            if (closed)
                operation.Fail(Closed());
            else if (waiting.Count > 0 || !TryPost(operation))
                waiting.Enqueue(operation);
        }
        operation.CancelWith(cancellationToken);
        return operation;
    }

    /// <summary>Posts what there is room for now.</summary>
    internal void PostWaiting()
    {
        lock (gate)
        {
            while (waiting.Count > 0 && (waiting.Peek().Task.IsCompleted || TryPost(waiting.Peek())))
                waiting.Dequeue();
        }
    }

    internal void Complete(in NativeCompletion completion)
    {
        if (TryTake(completion.Token) is not { } operation)
            return;
        if (completion.Status == 0)
            operation.Complete((int)completion.Length);
        else
            operation.Fail(new RdmaException(
                (RdmaError)completion.Status, Name(operation), $"libfabric error {completion.ProviderError}"));
    }

    /// <summary>Ends everything that hasn't completed.</summary>
    internal void CloseAll()
    {
        List<PendingOperation> left;
        lock (gate)
        {
            closed = true;
            left = [.. posted.Values, .. waiting];
            posted.Clear();
            waiting.Clear();
        }
        foreach (var operation in left)
            operation.Fail(Closed());
    }

    // Under the gate: a completion, which another thread may already have read, finds its operation here.
    private bool TryPost(PendingOperation operation)
    {
        posted.Add(operation.Token, operation);
        var code = operation.Post(endpoint);
        if (code == 0)
            return true;
        posted.Remove(operation.Token);
        if ((RdmaError)code == RdmaError.Again)
            return false;
        operation.Fail(RdmaResult.Failure(code, Name(operation)));
        return true;
    }

    private PendingOperation? TryTake(ulong token)
    {
        lock (gate)
        {
            if (!posted.TryGetValue(token, out var operation))
                return null;
            posted.Remove(token);
            return operation;
        }
    }

    private static string Name(PendingOperation operation) => operation.Request.Kind switch
    {
        OperationKind.Send => "sending a message",
        OperationKind.Receive => "receiving a message",
        OperationKind.Read => "reading remote memory",
        _ => "writing remote memory",
    };

    private static RdmaException Closed() =>
        new(RdmaError.Cancelled, "an operation", "its endpoint was disposed of before it completed");
}
