namespace Argosy.Runtime;

/// <summary>The barriers at which this locality waits. They are numbered by the order in which each locality reaches them.</summary>
internal sealed class Barriers
{
    private readonly Dictionary<uint, TaskCompletionSource<bool>> waiting = [];
    private uint last;
    private string? failure;

    internal (uint Number, Task Passed) Begin()
    {
        var passed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting)
        {
            if (failure is not null)
                throw ClusterException.Barrier(failure);
            waiting.Add(++last, passed);
            return (last, passed.Task);
        }
    }

    internal void Pass(uint number)
    {
        TaskCompletionSource<bool>? passed;
        lock (waiting)
        {
            if (!waiting.TryGetValue(number, out passed))
                return;
            waiting.Remove(number);
        }
        passed.TrySetResult(true);
    }

    internal void Fail(string reason)
    {
        TaskCompletionSource<bool>[] all;
        lock (waiting)
        {
            failure ??= reason;
            all = [.. waiting.Values];
            waiting.Clear();
        }
        foreach (var one in all)
            one.TrySetException(ClusterException.Barrier(reason));
    }
}
