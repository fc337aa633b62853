using System.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>Ends a conversation in which too little moves. Its owner disposes it.</summary>
/// <remarks>Only waiting for the other side counts: what a reader does between reads (hash, unpack, write) may take any
/// time. A trickle is a stall, too: fewer than 64 KiB in the time allowed.</remarks>
internal sealed class StallWatch : IDisposable
{
    private const int Enough = 64 << 10;
    private readonly TimeSpan _patience;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _clock;
    private TimeSpan _left;
    private int _moved;

    /// <param name="patience">Until the next 64 KiB.</param>
    /// <param name="cancellation">The caller's.</param>
    public StallWatch(TimeSpan patience, CancellationToken cancellation)
    {
        (_patience, _caller, _left) = (patience, cancellation, patience);
        _clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Cancelled by the caller, or when time is up.</summary>
    public CancellationToken Token => _clock.Token;

    /// <summary>Whether time is up, rather than the caller's patience.</summary>
    public bool IsUp => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Gives the other side this long for its next move.</summary>
    public void Expect(TimeSpan time) => _clock.CancelAfter(time);

    /// <summary>Nothing is expected: the clock stands still.</summary>
    public void Rest() => _clock.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Waits for one read or write, and counts its bytes.</summary>
    public async ValueTask<int> MoveAsync(Func<CancellationToken, ValueTask<int>> move)
    {
        var begun = Stopwatch.GetTimestamp();
        _clock.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
        var moved = await move(_clock.Token);
        Rest();
        _left -= Stopwatch.GetElapsedTime(begun);
        _moved += moved;
        if (_moved >= Enough) (_moved, _left) = (0, _patience);
        return moved;
    }

    /// <inheritdoc />
    public void Dispose() => _clock.Dispose();
}
