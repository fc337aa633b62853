namespace Argosy.Runtime;

#if NET
using System.Threading.Tasks.Sources;

/// <summary>A future result, awaited once. Then reused without a new allocation.</summary>
internal sealed class Promise<T>(Action taken) : IValueTaskSource<T>
{
    private ManualResetValueTaskSourceCore<T> _core;

    internal ValueTask<T> Task => new(this, _core.Version);

    /// <param name="inline">Continuations run within <see cref="SetResult"/>, instead of on the thread pool.</param>
    internal void Begin(bool inline) => _core.RunContinuationsAsynchronously = !inline;

    internal void SetResult(T value) => _core.SetResult(value);

    internal void SetException(Exception failure) => _core.SetException(failure);

    T IValueTaskSource<T>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            taken();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
#else
/// <summary>A future result. The framework has no reusable source, so each use needs a new one.</summary>
internal sealed class Promise<T>(Action taken)
{
    private TaskCompletionSource<T> _source = new();

    internal ValueTask<T> Task => new(_source.Task);

    /// <param name="inline">Continuations run within <see cref="SetResult"/>, instead of on the thread pool.</param>
    internal void Begin(bool inline) => _source = new TaskCompletionSource<T>(
        inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    internal void SetResult(T value)
    {
        var own = _source;
        taken();
        own.SetResult(value);
    }

    internal void SetException(Exception failure)
    {
        var own = _source;
        taken();
        own.SetException(failure);
    }
}
#endif
