namespace Argosy.Runtime;

/// <summary>A received call: decoded, delivered when its payload has arrived, run, answered.</summary>
internal abstract class Invocation : Delivery
{
    private static readonly WaitCallback s_run = static state => ((Invocation)state!).Run();

    private CancellationTokenSource? _cancellation;
    private IDisposable[]? _borrowed;

    internal Cluster Cluster { get; private set; } = null!;

    internal int Caller { get; private set; }

    /// <summary>0: no answer is expected.</summary>
    internal ulong Call { get; private set; }

    internal abstract ActionDescriptor Action { get; }

    /// <summary>Cancelled when the caller cancels, or is lost. Created on first use.</summary>
    internal CancellationToken CancellationToken =>
        (Volatile.Read(ref _cancellation) ?? Interlocked.CompareExchange(ref _cancellation, new(), null)
            ?? _cancellation!).Token;

    internal void Arrive(Cluster cluster, int caller, ulong call, IDisposable[]? arguments)
    {
        Cluster = cluster;
        Caller = caller;
        Call = call;
        _borrowed = arguments;
        cluster.Running.Add(this);
    }

    /// <summary>The action keeps its arguments: they aren't disposed of after it.</summary>
    internal void KeepArguments() => _borrowed = null;

    internal void Cancel()
    {
        _ = CancellationToken;
        Listener.Tell("a cancellation", _cancellation!.Cancel);
    }

    internal override void Complete(Exception? failure)
    {
        if (failure is not null)
            End(); // the payload never came: the caller is lost, so no answer is needed
        else if (Action.Direct)
            Run();
        else
            ThreadPool.UnsafeQueueUserWorkItem(s_run, this);
    }

    private protected abstract void Run();

    private protected void End()
    {
        Cluster.Running.Remove(this);
        if (_borrowed is not null)
            foreach (var argument in _borrowed)
                argument.Dispose();
        _borrowed = null;
        // Its source isn't disposed of: a request to cancel may have found the action just before it ended,
        // and there is no timer to free.
    }
}

/// <summary>A received call, with its types.</summary>
internal sealed class Invocation<TArguments, TResult>(
    ActionDescriptor<TArguments, TResult> action, TArguments arguments)
    : Invocation
{
    internal override ActionDescriptor Action => action;

    private protected override void Run()
    {
        Cluster.CountTaken(Caller);
        ValueTask<TResult> running;
        try
        {
            running = action.Body(arguments, new ActionContext(this));
        }
        catch (Exception failure) when (!Cluster.IsFatal(failure))
        {
            Answer(failure);
            return;
        }
        if (running.IsCompletedSuccessfully)
            Answer(running.Result);
        else
            _ = AnswerAsync(running);
    }

    private async Task AnswerAsync(ValueTask<TResult> running)
    {
        TResult result;
        try
        {
            result = await running.ConfigureAwait(false);
        }
        catch (Exception failure) when (!Cluster.IsFatal(failure))
        {
            Answer(failure);
            return;
        }
        Answer(result);
    }

    private void Answer(TResult result)
    {
        if (Call != 0)
            Cluster.SendResult(Caller, Call, action, result);
        // The runtime owns the result; the parcel keeps its own reference.
        if (result is IDisposable owned)
            Listener.Tell("a result's end", owned.Dispose);
        End();
    }

    private void Answer(Exception failure)
    {
        if (Call != 0)
            Cluster.SendFault(Caller, Call, Fault.From(failure));
        else
            Cluster.ReportPostFailure(Caller, action, failure);
        End();
    }
}
