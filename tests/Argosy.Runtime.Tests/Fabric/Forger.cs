namespace Argosy.Runtime.Tests;

/// <summary>An endpoint that sends arbitrary messages in the name of a locality that the victim knows.</summary>
internal sealed class Forger : IDisposable
{
    private readonly RdmaDomain _domain;
    private readonly RdmaEndpoint _endpoint;
    private readonly RegisteredMemory _memory;
    private readonly RdmaProgressThread _progress;
    private readonly RdmaPeer _victim;

    /// <param name="port">The victim's port.</param>
    /// <param name="locality">The locality it claims to be.</param>
    /// <param name="session">The session from the forger's side.</param>
    internal Forger(FabricParcelport port, int locality, PeerSession session)
        : this(port) => port.Connect(locality, Address, Ports.Reverse(session));

    /// <summary>A stranger: nobody connected it.</summary>
    internal Forger(FabricParcelport port, string provider = "tcp")
    {
        _domain = RdmaDomain.Open(RdmaScope.Host, provider);
        _endpoint = _domain.OpenEndpoint();
        _memory = _domain.Allocate(EagerMessage.MaximumLength, RemoteAccess.Read);
        _victim = _endpoint.AddPeer(new RdmaAddress(port.Address));
        _progress = new RdmaProgressThread(_endpoint);
    }

    internal byte[] Address => _endpoint.Address.Bytes.ToArray();

    /// <summary>The address of its own memory, which a peer can fetch.</summary>
    internal RemoteMemory Place => _memory.Remote;

    internal async Task SendAsync(byte[] message)
    {
        message.CopyTo(_memory.GetSpan());
        await _endpoint.SendAsync(_victim, _memory.Slice(0, message.Length)).AsTask().WaitAsync(Ports.s_limit);
    }

    /// <summary>Receives the next message.</summary>
    internal async Task<byte[]> ReceiveAsync()
    {
        var length = await _endpoint.ReceiveAsync(_memory.Slice()).AsTask().WaitAsync(Ports.s_limit);
        return _memory.GetSpan()[..length].ToArray();
    }

    /// <summary>Reads the victim's memory; null if that was refused.</summary>
    internal async Task<byte[]?> TryReadAsync(RemoteMemory place, long offset, int length)
    {
        try
        {
            _ = await _endpoint.ReadAsync(_victim, _memory.Slice(0, length), place, offset)
                .AsTask().WaitAsync(Ports.s_limit);
            return _memory.GetSpan()[..length].ToArray();
        }
        catch (RdmaException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _progress.Dispose();
        _endpoint.Dispose();
        ((IDisposable)_memory).Dispose();
        _domain.Dispose();
    }
}
