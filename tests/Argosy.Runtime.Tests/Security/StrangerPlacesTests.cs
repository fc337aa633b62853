using System.Net;
using System.Net.Sockets;
using System.Text;
using Argosy.Runtime.Tests.Bootstrap;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Security;

/// <summary>Strangers that connect and say nothing, in any number, keep no locality out.</summary>
public sealed class StrangerPlacesTests
{
    [Fact]
    public async Task Silent_strangers_do_not_keep_a_peer_out()
    {
        using var pair = new PortPair(
            new(), new() { MaximumStrangers = 8, MaximumStrangersOfAddress = 4, HandshakeLimit = Bound.s_wait });
        var place = IPEndPoint.Parse(Encoding.UTF8.GetString(pair.Right.Address));
        using var strangers = await Crowd.ConnectAsync(place, 40);
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]))).ShouldBeNull();
        (await pair.AtRight.NextAsync()).From.ShouldBe(0);
        pair.AtRight._timesLost.ShouldBe(0);
    }

    [Fact]
    public async Task Silent_strangers_do_not_keep_a_locality_from_the_root()
    {
        var options = TestCluster.Options(2);
        var root = Runtime.Bootstrap.JoinAsync(options, "port 0"u8.ToArray(), default);
        using var strangers = await Crowd.ConnectAsync(IPEndPoint.Parse(options.Root!), 300);
        using var other = await Runtime.Bootstrap.JoinAsync(options with { Self = 1 }, "port 1"u8.ToArray(), default)
            .WaitAsync(Bound.s_wait);
        using var first = await root.WaitAsync(Bound.s_wait);
        other.Addresses.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_oldest_silent_connection_of_the_address_makes_room()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8);
        using var crowd = await Crowd.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, 3);
        var accepted = new List<Socket>();
        for (var i = 0; i < 3; i++)
            accepted.Add(await listener.AcceptAsync());
        var places = new StrangerPlaces(most: 8, mostOfAddress: 2);
        using var first = places.Take(accepted[0]);
        first.Speak();
        using var second = places.Take(accepted[1]);
        using var third = places.Take(accepted[2]);
        places.Count.ShouldBe(2);
        var closed = await accepted[1].ReceiveAsync(new byte[1]).WaitAsync(Bound.s_wait);
        closed.ShouldBe(0, "the second had said nothing");
        third.Dispose();
        first.Dispose();
        places.Count.ShouldBe(0);
        accepted.ForEach(one => one.Dispose());
    }

    /// <summary>Connections that stay open and silent.</summary>
    private sealed class Crowd : IDisposable
    {
        private readonly List<Socket> _all = [];

        internal static async Task<Crowd> ConnectAsync(IPEndPoint place, int count)
        {
            var crowd = new Crowd();
            while (crowd._all.Count < count)
            {
                var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                crowd._all.Add(socket);
                try
                {
                    await socket.ConnectAsync(place);
                }
                catch (SocketException)
                {
                    crowd._all.Remove(socket); // the listener isn't there yet
                    socket.Dispose();
                }
            }
            return crowd;
        }

        public void Dispose() => _all.ForEach(one => one.Dispose());
    }
}
