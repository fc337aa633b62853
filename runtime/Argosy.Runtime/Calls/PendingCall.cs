namespace Argosy.Runtime;

/// <summary>A call that waits for its answer, and the answer's delivery when it comes.</summary>
internal abstract class PendingCall : Delivery
{
    /// <summary>The called locality.</summary>
    internal int Locality { get; private protected set; }

    /// <summary>The action's name, for messages.</summary>
    internal string ActionName { get; private protected set; } = "";

    /// <summary>Takes over the vectors and buffers in the result:
    /// the caller owns them once the payload has arrived; else they are disposed of.</summary>
    internal abstract void Hold(IDisposable[]? owned);

    /// <summary>Decodes the result at once; the call completes when its payload has arrived.</summary>
    internal abstract void Decode(ref ArchiveReader reader);

    /// <summary>Ends it without a result.</summary>
    internal abstract void Fail(Exception failure);
}

/// <summary>
/// A call with its result type; the caller gets the result through a <see cref="Promise{T}"/>. Reused for other calls
/// once its result was taken.
/// </summary>
internal sealed class PendingCall<TResult> : PendingCall
{
    private static readonly ObjectPool<PendingCall<TResult>> s_bin = new();

    private readonly Promise<TResult> _promise;
    private Cluster _cluster = null!;
    private ISerializer<TResult> _serializer = null!;
    private CancellationTokenRegistration _registration;
    private CallTrace _trace;
    private ulong _number;
    private CancellationToken _token;
    private bool _ended;
    private TResult? _result;
    private IDisposable[]? _held;

    private PendingCall() => _promise = new Promise<TResult>(Recycle);

    internal static PendingCall<TResult> Rent(
        Cluster cluster, int locality, string action, ISerializer<TResult> serializer, in CallTrace trace)
    {
        var call = s_bin.TryTake() ?? new PendingCall<TResult>();
        call._cluster = cluster;
        call.Locality = locality;
        call.ActionName = action;
        call._serializer = serializer;
        call._trace = trace;
        call._ended = false;
        call._promise.Begin(cluster.Settings.InlineContinuations);
        return call;
    }

    internal ValueTask<TResult> Task => _promise.Task;

    /// <summary>From here on a cancelled token ends the call. Called after the call got its number and before it is
    /// sent.</summary>
    internal void CancelWith(ulong callNumber, CancellationToken cancellationToken)
    {
        _number = callNumber;
        _token = cancellationToken;
        if (!cancellationToken.CanBeCanceled)
            return;
        lock (_promise)
        {
            // It may have failed since it got its number: a token that is still registered would cancel
            // the next call that uses this object.
            if (!_ended)
                _registration =
                    cancellationToken.Register(static state => ((PendingCall<TResult>)state!).Cancel(), this);
        }
    }

    internal override void Decode(ref ArchiveReader reader) => _result = _serializer.Read(ref reader);

    internal override void Hold(IDisposable[]? owned) => _held = owned;

    internal override void Complete(Exception? failure)
    {
        _cluster.CountArrived(Locality);
        if (failure is not null)
        {
            foreach (var one in _held ?? [])
                Listener.Dispose("a result's end", one);
            // The result's payload never arrived: mostly its source is lost, whatever the port reports,
            // or this side has closed.
            Fail(_cluster.IsOpen ? LocalityLostException.From(Locality, failure) : failure);
            return;
        }
        var value = _result!;
        End();
        _trace.End();
        try
        {
            _promise.SetResult(value);
        }
        catch (Exception continuation) // that runs inline, on a thread of the runtime
        {
            Listener.Report("a call's continuation", continuation);
        }
    }

    internal override void Fail(Exception failure)
    {
        End();
        _trace.End(failure);
        try
        {
            _promise.SetException(failure);
        }
        catch (Exception continuation) // as above
        {
            Listener.Report("a call's continuation", continuation);
        }
    }

    private void Cancel() => _cluster.CancelCall(_number, Locality, _token);

    private void End()
    {
        CancellationTokenRegistration known;
        lock (_promise)
        {
            _ended = true;
            known = _registration;
            _registration = default;
        }
        known.Dispose(); // waits for a cancellation that is running, which finds nothing to cancel
        _result = default;
        _held = null;
    }

    private void Recycle() => s_bin.Put(this);
}
