using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// Accepted connections that haven't proved yet who they are, a limited number. There is always a place for the next
/// one: beyond the limit, of the address with the most of them, one that has said nothing is closed, or else the
/// oldest. A locality introduces itself at once, so strangers that only hold connections can't keep it out, and no
/// address can keep the others out.
/// </summary>
internal sealed class Strangers(int most)
{
    private readonly List<Stranger> _all = []; // in the order of their arrival

    internal int Count
    {
        get
        {
            lock (_all)
                return _all.Count;
        }
    }

    /// <summary>Takes a place; another connection may be closed for it.</summary>
    internal void Add(Socket socket)
    {
        var added = new Stranger(socket, AddressOf(socket));
        Stranger? closed = null;
        lock (_all)
        {
            if (_all.Count >= most)
            {
                closed = ChooseOfBusiestAddress();
                _all.Remove(closed);
            }
            _all.Add(added);
        }
        closed?.Close(); // its handshake ends with an error
    }

    /// <summary>Its introduction was understood.</summary>
    internal void Speak(Socket socket)
    {
        lock (_all)
        {
            if (_all.Find(one => one.Socket == socket) is { } stranger)
                stranger.Introduced = true;
        }
    }

    /// <summary>It is trusted, or has ended.</summary>
    internal void Remove(Socket socket)
    {
        lock (_all)
            _all.RemoveAll(one => one.Socket == socket);
    }

    private Stranger ChooseOfBusiestAddress()
    {
        var crowd = _all.GroupBy(one => one.Address).OrderByDescending(group => group.Count()).First();
        return crowd.FirstOrDefault(one => !one.HasSpoken) ?? crowd.First();
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

    private sealed class Stranger(Socket socket, IPAddress? address)
    {
        internal Socket Socket => socket;

        internal IPAddress? Address => address;

        internal bool Introduced { get; set; }

        internal bool HasSpoken
        {
            get
            {
                try
                {
                    return Introduced || socket.Available > 0;
                }
                catch (Exception exception) when (Wire.IsEnd(exception))
                {
                    return false;
                }
            }
        }

        // Its thread, which waits in the kernel, wakes and disposes of it.
        internal void Close()
        {
            try
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception exception) when (Wire.IsEnd(exception))
            {
                // It has ended already.
            }
        }
    }
}
