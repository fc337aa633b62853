namespace Argosy.Runtime;

/// <summary>A received call: decoded, delivered when its payload has arrived, run, answered.</summary>
internal abstract class Invocation : Delivery
{
    private static readonly WaitCallback s_run = static state => ((Invocation)state!).Run();

    private CancellationTokenSource? _cancellation;
    private CallTrace _caller;
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

    internal void Arrive(Cluster cluster, int caller, ulong call, IDisposable[]? arguments, in CallTrace trace)
    {
        _caller = trace;
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
        Cluster.CountArrived(Caller);
        if (failure is not null)
            Refuse(failure); // the payload never came: mostly the caller is lost, and no one gets the answer
        else if (Action.Direct)
            Run();
        else
            ThreadPool.UnsafeQueueUserWorkItem(s_run, this);
    }

    /// <summary>Runs the action and answers. Never throws: on the thread pool that would end the process.</summary>
    private protected abstract void Run();

    /// <summary>Answers with a failure, without running the action.</summary>
    private protected abstract void Refuse(Exception failure);

    /// <summary>The action begins: its part of the caller's trace.</summary>
    private protected CallTrace Trace() => CallTrace.OfAction(Action.Name, Caller, Call == 0, _caller);

    private protected bool WasCancelled => Volatile.Read(ref _cancellation) is { IsCancellationRequested: true };

    private protected void End()
    {
        Cluster.Running.Remove(this);
        if (_borrowed is not null)
            foreach (var argument in _borrowed)
                Listener.Dispose("an argument's end", argument);
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
    private CallTrace _trace;

    internal override ActionDescriptor Action => action;

    private protected override void Run()
    {
        Cluster.CountTaken(Caller);
        _trace = Trace();
        ValueTask<TResult> running;
        try
        {
            running = action.Body(arguments, new ActionContext(this));
        }
        catch (Exception failure)
        {
            Answer(failure);
            return;
        }
        finally
        {
            _trace.Leave();
            if (Call == 0)
                Cluster.CountRun(Caller); // a synchronous action is over, another one has begun
        }
        if (running.IsCompletedSuccessfully)
            Answer(running.Result);
        else
            _ = AnswerAsync(running);
    }

    private protected override void Refuse(Exception failure)
    {
        Cluster.CountTaken(Caller);
        if (Call == 0)
            Cluster.CountRun(Caller);
        Answer(failure);
    }

    private async Task AnswerAsync(ValueTask<TResult> running)
    {
        TResult result;
        try
        {
            result = await running.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Answer(failure);
            return;
        }
        Answer(result);
    }

    private void Answer(TResult result)
    {
        _trace.End();
        try
        {
            if (Call != 0)
                Cluster.SendResult(Caller, Call, action, result);
            // The runtime owns the result; the parcel keeps its own reference.
            if (result is IDisposable owned)
                Listener.Dispose("a result's end", owned);
        }
        finally
        {
            End();
        }
    }

    private void Answer(Exception failure)
    {
        _trace.End(failure);
        try
        {
            if (Call != 0)
                Cluster.SendFault(Caller, Call, Fault.From(failure, WasCancelled));
            else if (Cluster.IsOpen)
                Cluster.ReportPostFailure(Caller, action.Name, failure);
        }
        finally
        {
            End();
        }
    }
}
