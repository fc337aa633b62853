#if NET
using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace Argosy.Runtime;

/// <summary>
/// An operation without a separate task: the object returns to its pool when it was awaited. netstandard2.0 has no
/// <see cref="ManualResetValueTaskSourceCore{T}"/>, and uses only <see cref="TaskOperation"/>.
/// </summary>
internal sealed class PooledOperation : PendingOperation, IValueTaskSource<int>
{
    private readonly ConcurrentQueue<PooledOperation> _pool;
    private ManualResetValueTaskSourceCore<int> _core = new() { RunContinuationsAsynchronously = true };

    private PooledOperation(ConcurrentQueue<PooledOperation> pool) => _pool = pool;

    internal override bool IsOver => false;

    internal ValueTask<int> Task => new(this, _core.Version);

    internal static PooledOperation Rent(ConcurrentQueue<PooledOperation> pool) =>
        pool.TryDequeue(out var one) ? one : new PooledOperation(pool);

    internal override void Succeed(int length) => _core.SetResult(length);

    internal override void Fail(RdmaException exception) => _core.SetException(exception);

    int IValueTaskSource<int>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            Request = default;
            _pool.Enqueue(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
#endif
