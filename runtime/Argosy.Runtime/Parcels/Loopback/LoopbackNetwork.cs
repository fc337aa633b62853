namespace Argosy.Runtime;

/// <summary>Localities within one process: the sending thread also receives, before it continues.</summary>
internal sealed class LoopbackNetwork
{
    private readonly object _gate = new();
    private readonly Dictionary<int, LoopbackPort> _ports = [];

    internal void Enter(int locality, LoopbackPort port)
    {
        lock (_gate)
            _ports.Add(locality, port);
    }

    internal void Leave(int locality)
    {
        LoopbackPort[] others;
        lock (_gate)
        {
            _ports.Remove(locality);
            others = [.. _ports.Values];
        }
        foreach (var other in others)
            other.Miss(locality);
    }

    internal LoopbackPort? Find(int locality)
    {
        lock (_gate)
            return _ports.TryGetValue(locality, out var port) ? port : null;
    }
}
