namespace Argosy.Runtime;

/// <summary>Does what may wait, on a thread of its own that ends when it wasn't needed for a while.</summary>
/// <param name="work">Must not throw.</param>
internal sealed class LaneThread(Action work)
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private bool _running;
    private bool _due;

    internal void Wake()
    {
        lock (_gate)
        {
            _due = true;
            if (_running)
            {
                Monitor.Pulse(_gate);
                return;
            }
            _running = true;
        }
        new Thread(Run) { IsBackground = true, Name = "argosy-tcp-send" }.Start();
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_due && !Monitor.Wait(_gate, s_idle) && !_due)
                {
                    _running = false;
                    return;
                }
                if (!_due)
                    continue;
                _due = false;
            }
            work();
        }
    }
}
