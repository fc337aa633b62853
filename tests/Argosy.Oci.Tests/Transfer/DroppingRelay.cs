using System.Net;
using System.Net.Sockets;

namespace Argosy.Oci.Tests.Transfer;

/// <summary>Relays connections to a registry, and drops the first that send much.</summary>
internal sealed class DroppingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _registry;
    private readonly int _most;
    private readonly Task _serving;
    private int _drops;

    /// <param name="registry">Host and port of the registry.</param>
    /// <param name="most">The bytes that a connection may send before it is dropped.</param>
    /// <param name="drops">How many are dropped.</param>
    public DroppingRelay(string registry, int most, int drops)
    {
        (_registry, _most, _drops) = (registry, most, drops);
        _listener.Start();
        Address = _listener.LocalEndpoint.ToString()!;
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Connections that are still to be dropped.</summary>
    public int Left => Math.Max(0, Volatile.Read(ref _drops));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true) relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            using (client)
            {
                var end = IPEndPoint.Parse(_registry);
                await server.ConnectAsync(end, _end.Token);
                await Task.WhenAny(
                    UpAsync(client.GetStream(), server.GetStream()),
                    server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One side has gone.
        }
    }

    private async Task UpAsync(NetworkStream client, NetworkStream server)
    {
        var buffer = new byte[16 << 10];
        var sent = 0;
        int count;
        while ((count = await client.ReadAsync(buffer, _end.Token)) > 0)
        {
            await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            sent += count;
            if (sent > _most && Interlocked.Decrement(ref _drops) >= 0) return;
        }
    }
}
