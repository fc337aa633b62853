using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime.Tests.Tcp;

/// <summary>Connections that stay open and silent.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly List<Socket> _all = [];

    internal static async Task<Crowd> ConnectAsync(IPEndPoint place, int count)
    {
        var crowd = new Crowd();
        while (crowd._all.Count < count)
        {
            var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(place);
                crowd._all.Add(socket);
            }
            catch (SocketException)
            {
                socket.Dispose(); // the listener isn't there yet
            }
        }
        return crowd;
    }

    public void Dispose() => _all.ForEach(one => one.Dispose());
}
