using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// Accepted connections that haven't proved yet who they are, a limited number. Beyond it the oldest one of the address
/// with the most of them is closed, so that no address can keep the others out, and none is kept waiting.
/// </summary>
internal sealed class Strangers(int most)
{
    private readonly List<(IPAddress? Address, Socket Socket)> _all = [];

    internal int Count
    {
        get
        {
            lock (_all)
                return _all.Count;
        }
    }

    internal void Add(Socket socket)
    {
        Socket? closed = null;
        lock (_all)
        {
            _all.Add((AddressOf(socket), socket));
            if (_all.Count > most)
            {
                var crowd = _all.GroupBy(one => one.Address).OrderByDescending(group => group.Count()).First();
                closed = crowd.First().Socket;
                _all.RemoveAll(one => one.Socket == closed);
            }
        }
        closed?.Dispose(); // its handshake ends with an error
    }

    internal void Remove(Socket socket)
    {
        lock (_all)
            _all.RemoveAll(one => one.Socket == socket);
    }

    private static IPAddress? AddressOf(Socket socket)
    {
        try
        {
            return (socket.RemoteEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null; // it has ended already
        }
    }
}
