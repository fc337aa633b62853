namespace Argosy.Runtime;

/// <summary>Localities within one process: the sending thread also receives, before it continues.</summary>
internal sealed class LoopbackNetwork
{
    private readonly object gate = new();
    private readonly Dictionary<int, LoopbackPort> ports = [];

    internal void Enter(int locality, LoopbackPort port)
    {
        lock (gate)
            ports.Add(locality, port);
    }

    internal void Leave(int locality)
    {
        LoopbackPort[] others;
        lock (gate)
        {
            ports.Remove(locality);
            others = [.. ports.Values];
        }
        foreach (var other in others)
            other.Miss(locality);
    }

    internal LoopbackPort? Find(int locality)
    {
        lock (gate)
            return ports.TryGetValue(locality, out var port) ? port : null;
    }
}
