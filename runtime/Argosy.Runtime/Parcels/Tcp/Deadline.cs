namespace Argosy.Runtime;

/// <summary>Ends a connection when an operation on it takes too long. Dispose of it afterwards.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly IDisposable _timer;
    private int _state; // 0 running, 1 in time, 2 too late

    internal Deadline(Wire wire, TimeSpan limit) => _timer = Clock.Shared.Once(limit, () =>
    {
        if (Interlocked.CompareExchange(ref _state, 2, 0) == 0)
            wire.Dispose();
    });

    internal bool HasPassed => Volatile.Read(ref _state) == 2;

    public void Dispose()
    {
        Interlocked.CompareExchange(ref _state, 1, 0);
        _timer.Dispose();
    }
}
