using System.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>Cancels a transfer that makes too little progress. Its owner disposes it.</summary>
/// <remarks>Only waiting for the other side counts: a reader may take any time between reads (hash, unpack, write).
/// Slow progress is a stall, too: fewer than 64 KiB in the time limit.</remarks>
internal sealed class StallWatch : IDisposable
{
    private const int Enough = 64 << 10;
    private readonly TimeSpan _patience;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _clock;
    private TimeSpan _left;
    private int _moved;

    /// <param name="patience">Time for the next 64 KiB.</param>
    /// <param name="cancellation">The caller's.</param>
    public StallWatch(TimeSpan patience, CancellationToken cancellation)
    {
        (_patience, _caller, _left) = (patience, cancellation, patience);
        _clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Cancelled by the caller, or when time is up.</summary>
    public CancellationToken Token => _clock.Token;

    /// <summary>Whether time is up, and the caller didn't cancel.</summary>
    public bool IsUp => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Sets the time limit for the other side's next step.</summary>
    public void Expect(TimeSpan time) => _clock.CancelAfter(time);

    /// <summary>Nothing is expected: stops the clock.</summary>
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
