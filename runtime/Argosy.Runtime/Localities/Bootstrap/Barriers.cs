namespace Argosy.Runtime;

/// <summary>The barriers at which this locality waits.
/// They are numbered by the order in which each locality reaches them.</summary>
internal sealed class Barriers
{
    private readonly Dictionary<uint, TaskCompletionSource<bool>> _waiting = [];
    private uint _last;
    private string? _failure;

    internal (uint Number, Task Passed) Begin()
    {
        var passed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_failure is not null)
                throw ClusterException.Barrier(_failure);
            _waiting.Add(++_last, passed);
            return (_last, passed.Task);
        }
    }

    internal void Pass(uint number)
    {
        TaskCompletionSource<bool>? passed;
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(number, out passed))
                return;
            _waiting.Remove(number);
        }
        passed.TrySetResult(true);
    }

    internal void Fail(string reason)
    {
        TaskCompletionSource<bool>[] all;
        lock (_waiting)
        {
            _failure ??= reason;
            all = [.. _waiting.Values];
            _waiting.Clear();
        }
        foreach (var one in all)
            one.TrySetException(ClusterException.Barrier(reason));
    }
}
