using System.Diagnostics;

namespace Argosy.Runtime;

/// <summary>
/// Timers on a thread of their own: those of the framework wait for the thread pool, which users may fill. Like theirs,
/// the thread is the process's. What it calls must be short and never block.
/// </summary>
internal sealed class Clock
{
    private readonly SortedSet<Tick> _ticks = new(Comparer<Tick>.Create(static (one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Number.CompareTo(other.Number)));
    private long _lastNumber;
    private bool _started;

    internal static Clock Shared { get; } = new();

    /// <summary>Calls the callback once, later.</summary>
    /// <returns>Dispose of it to cancel; a call may be under way then.</returns>
    internal IDisposable Once(TimeSpan delay, Action callback) => Add(delay, TimeSpan.Zero, callback);

    /// <summary>Calls the callback again and again.</summary>
    internal IDisposable Every(TimeSpan interval, Action callback) => Add(interval, interval, callback);

    private static long Now => Stopwatch.GetTimestamp();

    private Tick Add(TimeSpan delay, TimeSpan interval, Action callback)
    {
        lock (_ticks)
        {
            var tick = new Tick(this, ++_lastNumber, Ticks(interval), callback) { Due = Now + Ticks(delay) };
            _ticks.Add(tick);
            if (!_started)
            {
                _started = true;
                new Thread(Run) { IsBackground = true, Name = "argosy-clock" }.Start();
            }
            if (_ticks.Min == tick)
                Monitor.Pulse(_ticks);
            return tick;
        }
    }

    private void Run()
    {
        while (true)
        {
            Tick? due;
            lock (_ticks)
            {
                due = _ticks.Min;
                var left = due is null ? long.MaxValue : due.Due - Now;
                if (left > 0)
                {
                    var milliseconds = due is null ? Timeout.Infinite : (int)Math.Min(
                        int.MaxValue, left / (Stopwatch.Frequency / 1000) + 1);
                    Monitor.Wait(_ticks, milliseconds);
                    continue;
                }
                _ticks.Remove(due!);
                if (due!.Interval > 0)
                {
                    due.Due = Now + due.Interval;
                    _ticks.Add(due);
                }
            }
            Listener.Tell("the clock", due.Callback);
        }
    }

    private void Remove(Tick tick)
    {
        lock (_ticks)
            _ticks.Remove(tick);
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private sealed class Tick(Clock clock, long number, long interval, Action callback) : IDisposable
    {
        internal long Due { get; set; }

        internal long Number => number;

        internal long Interval => interval;

        internal Action Callback => callback;

        public void Dispose() => clock.Remove(this);
    }
}
