namespace Argosy.Runtime;

/// <summary>Sends heartbeats, and ends a connection whose other side was silent for too long. Uses the clock's thread:
/// work that fills the thread pool must not look like death.</summary>
internal sealed class Heartbeat : IDisposable
{
    private const int MissedBeats = 6;

    private readonly IDisposable? _timer;
    private int _silent;

    /// <param name="wire">The caller owns it; disposed of after six beats without <see cref="Heard"/>.</param>
    /// <param name="sender">Its sender.</param>
    /// <param name="interval">Zero for none.</param>
    internal Heartbeat(Wire wire, ControlSender sender, TimeSpan interval)
    {
        if (interval > TimeSpan.Zero)
            _timer = Clock.Shared.Every(interval, () => Beat(wire, sender, interval));
    }

    /// <summary>
    /// Why it ended the connection; null if it didn't. A receive in progress sees that as an error or as the other
    /// side's end, depending on the system, so this has priority over the receive's error.
    /// </summary>
    internal string? Failure { get; private set; }

    internal void Heard() => Volatile.Write(ref _silent, 0);

    public void Dispose() => _timer?.Dispose();

    private void Beat(Wire wire, ControlSender sender, TimeSpan interval)
    {
        sender.TrySend(ControlMessage.Of(ControlKind.Alive));
        if (Interlocked.Increment(ref _silent) <= MissedBeats)
            return;
        Failure ??= $"it was silent for {MissedBeats * interval.TotalSeconds:0.#} s";
        wire.Dispose();
    }
}
