namespace Argosy.Runtime.Tests;

/// <summary>Two endpoints of this process that know each other, each driven by its own thread.</summary>
internal sealed class Pair : IDisposable
{
    private readonly RdmaProgressThread[] _threads;

    internal Pair(string? provider = null, int bytes = 1 << 16)
    {
        Domain = RdmaDomain.Open(RdmaScope.Host, provider);
        Left = Domain.OpenEndpoint();
        Right = Domain.OpenEndpoint();
        LeftMemory = Domain.Allocate(bytes, RemoteAccess.Read | RemoteAccess.Write);
        RightMemory = Domain.Allocate(bytes, RemoteAccess.Read | RemoteAccess.Write);
        ToRight = Left.AddPeer(Right.Address);
        ToLeft = Right.AddPeer(Left.Address);
        _threads = [new RdmaProgressThread(Left), new RdmaProgressThread(Right)];
    }

    internal RdmaDomain Domain { get; }

    internal RdmaEndpoint Left { get; }

    internal RdmaEndpoint Right { get; }

    internal RegisteredMemory LeftMemory { get; }

    internal RegisteredMemory RightMemory { get; }

    internal RdmaPeer ToRight { get; }

    internal RdmaPeer ToLeft { get; }

    public void Dispose()
    {
        foreach (var thread in _threads)
            thread.Dispose();
        Left.Dispose();
        Right.Dispose();
        ((IDisposable)LeftMemory).Dispose();
        ((IDisposable)RightMemory).Dispose();
        Domain.Dispose();
    }
}
