namespace Argosy.Runtime.Tests;

/// <summary>An endpoint that says whatever it likes, as a locality that the victim knows.</summary>
internal sealed class Forger : IDisposable
{
    private readonly RdmaDomain domain = RdmaDomain.Open(RdmaScope.Host, "tcp");
    private readonly RdmaEndpoint endpoint;
    private readonly RegisteredMemory memory;
    private readonly RdmaProgressThread progress;
    private readonly RdmaPeer victim;

    /// <param name="port">The victim's.</param>
    /// <param name="locality">Whose name it takes.</param>
    /// <param name="session">As the forger sees it.</param>
    internal Forger(FabricParcelport port, int locality, PeerSession session)
    {
        endpoint = domain.OpenEndpoint();
        memory = domain.Allocate(EagerMessage.MaximumLength, RemoteAccess.Read);
        victim = endpoint.AddPeer(new RdmaAddress(port.Address));
        progress = new RdmaProgressThread(endpoint);
        port.Connect(locality, Address, new PeerSession(session.Incoming, session.Outgoing));
    }

    internal byte[] Address => endpoint.Address.Bytes.ToArray();

    /// <summary>Where its own memory lies: a place that can be fetched.</summary>
    internal RemoteMemory Place => memory.Remote;

    internal async Task SendAsync(byte[] message)
    {
        message.CopyTo(memory.GetSpan());
        await endpoint.SendAsync(victim, memory.Slice(0, message.Length)).AsTask().WaitAsync(Ports.Limit);
    }

    /// <summary>The next message that it is sent.</summary>
    internal async Task<byte[]> ReceiveAsync()
    {
        var length = await endpoint.ReceiveAsync(memory.Slice()).AsTask().WaitAsync(Ports.Limit);
        return memory.GetSpan()[..length].ToArray();
    }

    public void Dispose()
    {
        progress.Dispose();
        endpoint.Dispose();
        ((IDisposable)memory).Dispose();
        domain.Dispose();
    }
}
