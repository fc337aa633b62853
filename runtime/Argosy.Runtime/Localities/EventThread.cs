namespace Argosy.Runtime;

/// <summary>Calls listeners one after the other, on a thread of its own that ends when there is nothing to tell: a slow
/// one delays neither the network nor the heartbeats.</summary>
internal sealed class EventThread
{
    private readonly Queue<(string Name, Action Listener)> _waiting = [];
    private bool _running;

    internal void Add(string name, Action listener)
    {
        lock (_waiting)
        {
            _waiting.Enqueue((name, listener));
            if (_running)
                return;
            _running = true;
        }
        new Thread(Run) { IsBackground = true, Name = "argosy-events" }.Start();
    }

    private void Run()
    {
        while (true)
        {
            (string Name, Action Listener) next;
            lock (_waiting)
            {
                if (_waiting.Count == 0)
                {
                    _running = false;
                    return;
                }
                next = _waiting.Dequeue();
            }
            Listener.Tell(next.Name, next.Listener);
        }
    }
}
