namespace Argosy.Runtime.Tests;

/// <summary>An endpoint that sends arbitrary messages in the name of a locality that the victim knows.</summary>
internal sealed class Forger : IDisposable
{
    private readonly RdmaDomain domain = RdmaDomain.Open(RdmaScope.Host, "tcp");
    private readonly RdmaEndpoint endpoint;
    private readonly RegisteredMemory memory;
    private readonly RdmaProgressThread progress;
    private readonly RdmaPeer victim;

    /// <param name="port">The victim's port.</param>
    /// <param name="locality">The locality it claims to be.</param>
    /// <param name="session">The session from the forger's side.</param>
    internal Forger(FabricParcelport port, int locality, PeerSession session)
    {
        endpoint = domain.OpenEndpoint();
        memory = domain.Allocate(EagerMessage.MaximumLength, RemoteAccess.Read);
        victim = endpoint.AddPeer(new RdmaAddress(port.Address));
        progress = new RdmaProgressThread(endpoint);
        port.Connect(locality, Address, new PeerSession(session.Incoming, session.Outgoing));
    }

    internal byte[] Address => endpoint.Address.Bytes.ToArray();

    /// <summary>The address of its own memory, which a peer can fetch.</summary>
    internal RemoteMemory Place => memory.Remote;

    internal async Task SendAsync(byte[] message)
    {
        message.CopyTo(memory.GetSpan());
        await endpoint.SendAsync(victim, memory.Slice(0, message.Length)).AsTask().WaitAsync(Ports.Limit);
    }

    /// <summary>Receives the next message.</summary>
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
