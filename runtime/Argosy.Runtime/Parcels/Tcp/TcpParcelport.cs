using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Argosy.Runtime;

/// <summary>
/// Parcels over managed sockets: no native code. To each peer there are up to two connections, made by the sender: one
/// for parcels without payload, of which many are read at once, and one for those with payload, which is read in
/// pieces, so that every payload byte is received into its target, and no small parcel waits for a large one.
/// </summary>
// The sender connects: simultaneous connections don't conflict, the receiving end can block in the kernel while the
// sending end never does (see SocketWire), and the reverse direction is free for a reason.
internal sealed partial class TcpParcelport : IParcelport
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25);

    private readonly TcpOptions _options;
    private readonly Socket _listener;
    private readonly HostAddress _address;
    private readonly ConcurrentDictionary<int, TcpPeer> _peers = new();
    private TaskCompletionSource<bool> _connected = NewSignal();
    private volatile bool _closed;

    /// <summary>Listens at once; accepts no connection before <see cref="Start"/>.</summary>
    /// <exception cref="ClusterException">ARG0890: others could connect without authentication; ARG0844: the address is
    /// in use.</exception>
    internal TcpParcelport(TcpOptions options)
    {
        _options = options;
        options.Protection.Require(options.Listen);
        _listener = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(options.Listen);
            _listener.Listen(512);
        }
        catch (SocketException exception)
        {
            _listener.Dispose();
            throw ClusterException.Listen(options.Listen.ToString(), exception);
        }
        _address = HostAddress.Of(_listener.LocalEndPoint!);
        if (options.Announced is { } announced)
            _address = _address with { Host = announced };
        Address = Encoding.UTF8.GetBytes(_address.ToString());
        _strangers = new(options.MaximumStrangers, options.MaximumStrangersOfAddress);
    }

    public string Name => "tcp";

    public RmaPool Pool => RmaPool.Unregistered;

    public byte[] Address { get; }

    internal TcpOptions Options => _options;

    internal int Self { get; private set; }

    internal IParcelReceiver Receiver { get; private set; } = null!;

    /// <summary>Parcels that wait to be sent to a locality.</summary>
    internal int QueueLength(int locality) => _peers.TryGetValue(locality, out var peer) ? peer.QueueLength : 0;

    public void Start(int self, IParcelReceiver receiver)
    {
        Self = self;
        Receiver = receiver;
        _ = AcceptAsync();
    }

    public void Connect(int locality, byte[] address, PeerSession session)
    {
        _peers[locality] = new TcpPeer(this, locality, HostAddress.Parse(Encoding.UTF8.GetString(address)), session);
        Interlocked.Exchange(ref _connected, NewSignal()).SetResult(true);
    }

    public void Disconnect(int locality, Exception reason)
    {
        if (_peers.TryRemove(locality, out var peer))
            peer.End(reason);
    }

    public OutgoingParcel Rent() => new(Pool, _options.Threshold);

    public void Send(int locality, OutgoingParcel parcel)
    {
        if (_closed)
            parcel.Complete(new ObjectDisposedException(nameof(TcpParcelport)));
        else if (_peers.TryGetValue(locality, out var peer))
            peer.Send(parcel);
        else
            parcel.Complete(new LocalityLostException(locality, "it isn't connected"));
    }

    /// <summary>Sends Goodbye to all peers and closes; waiting parcels fail.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _listener.Dispose();
        foreach (var peer in _peers.Values)
        {
            peer.SayGoodbye();
            peer.End(new ObjectDisposedException(nameof(TcpParcelport)));
        }
    }

    /// <summary>A connection to a peer, with both sides authenticated.</summary>
    /// <exception cref="ClusterException">It can't be reached, or one side doesn't trust the other.</exception>
    internal async Task<Wire> ConnectAsync(TcpPeer peer, Purpose purpose)
    {
        var place = await peer.Address.ResolveAsync().ConfigureAwait(false);
        _options.Protection.Require(place);
        // If many connect at once, one of them may have to wait for the handshake.
        var limit = TimeSpan.FromTicks(3 * _options.HandshakeLimit.Ticks);
        var introduction = new Introduction(purpose, Self, peer.Locality, peer.Session.Outgoing);
        using var patience = new CancellationTokenSource(limit);
        while (true)
        {
            try
            {
                return await Connection.OpenAsync(place, introduction, _options.Protection, limit)
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (
                Wire.IsEnd(exception) && exception is not ClusterException && !patience.IsCancellationRequested)
            {
                // It was closed for another stranger.
                await Task.Delay(s_pause).ConfigureAwait(false);
            }
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
