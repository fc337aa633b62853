using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// The connections of a listener that haven't proved who they are. There is always a place for the next one: if there
/// are too many, of one address or of all, one that has said nothing is closed, or else the oldest. A locality
/// introduces itself at once, so strangers that only hold connections can't keep it out.
/// </summary>
internal sealed class StrangerPlaces(int most, int mostOfAddress)
{
    internal const int DefaultMost = 512;
    internal const int DefaultMostOfAddress = 256;

    private readonly object _gate = new();
    private readonly List<Place> _taken = [];

    internal int Count
    {
        get
        {
            lock (_gate)
                return _taken.Count;
        }
    }

    /// <summary>Takes a place; another connection may be closed for it.</summary>
    /// <param name="socket">A new connection, disposed of if its place is needed.</param>
    internal Place Take(Socket socket)
    {
        var place = new Place(this, socket, AddressOf(socket));
        Place? closed;
        lock (_gate)
        {
            var same = _taken.Where(one => one.Address.Equals(place.Address)).ToList();
            closed = same.Count >= mostOfAddress ? Choose(same)
                : _taken.Count >= most ? Choose(OfBusiestAddress())
                : null;
            if (closed is not null)
                _taken.Remove(closed);
            _taken.Add(place);
        }
        closed?.Close();
        return place;
    }

    private List<Place> OfBusiestAddress() => _taken
        .GroupBy(one => one.Address).OrderByDescending(group => group.Count()).First().ToList();

    // In the order of arrival.
    private static Place Choose(List<Place> all) => all.Find(one => !one.HasSpoken) ?? all[0];

    private static IPAddress AddressOf(Socket socket)
    {
        try
        {
            return ((IPEndPoint)socket.RemoteEndPoint!).Address;
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            return IPAddress.None; // it has gone already
        }
    }

    /// <summary>One connection's; dispose of it once the connection is trusted, or has ended.</summary>
    internal sealed class Place(StrangerPlaces owner, Socket socket, IPAddress address) : IDisposable
    {
        internal IPAddress Address => address;

        internal bool HasSpoken
        {
            get
            {
                try
                {
                    return _hasSpoken || socket.Available > 0;
                }
                catch (Exception exception) when (Wire.IsEnd(exception))
                {
                    return false;
                }
            }
        }

        private volatile bool _hasSpoken;

        /// <summary>Its introduction was understood.</summary>
        internal void Speak() => _hasSpoken = true;

        internal void Close()
        {
            try
            {
                socket.Shutdown(SocketShutdown.Both); // wakes a thread that waits in the kernel
            }
            catch (Exception exception) when (Wire.IsEnd(exception))
            {
                // It has ended already.
            }
        }

        public void Dispose()
        {
            lock (owner._gate)
                owner._taken.Remove(this);
        }
    }
}
