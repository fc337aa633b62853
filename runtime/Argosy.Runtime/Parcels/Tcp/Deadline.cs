namespace Argosy.Runtime;

/// <summary>Ends a connection when an operation on it takes too long. Dispose of it afterwards.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly Timer _timer;
    private int _state; // 0 running, 1 in time, 2 too late

    internal Deadline(Wire wire, TimeSpan limit) => _timer = new Timer(
        _ =>
        {
            if (Interlocked.CompareExchange(ref _state, 2, 0) == 0)
                wire.Dispose();
        },
        null, limit, Timeout.InfiniteTimeSpan);

    internal bool HasPassed => Volatile.Read(ref _state) == 2;

    public void Dispose()
    {
        Interlocked.CompareExchange(ref _state, 1, 0);
        _timer.Dispose();
    }
}
