using System.Net;
using System.Net.Sockets;
using System.Text;
using Argosy.Runtime.Tests.Bootstrap;

namespace Argosy.Runtime.Tests.Tcp;

/// <summary>Strangers that connect and say nothing, in any number, keep no locality out.</summary>
public sealed class StrangersTests
{
    [Fact]
    public async Task Silent_strangers_do_not_keep_a_peer_out()
    {
        using var pair = new PortPair(new(), new() { MaximumStrangers = 8, HandshakeLimit = Bound.s_wait });
        using var strangers = await Crowd.ConnectAsync(
            IPEndPoint.Parse(Encoding.UTF8.GetString(pair.Right.Address)), 200);
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
        using var arrivals = await Arrivals.AcceptAsync(3);
        var (first, second, third) = (arrivals[0], arrivals[1], arrivals[2]);
        var strangers = new Strangers(most: 2);
        strangers.Add(first);
        strangers.Speak(first);
        strangers.Add(second);
        strangers.Add(third);
        strangers.Count.ShouldBe(2);
        var closed = await second.ReceiveAsync(new byte[1]).WaitAsync(Bound.s_wait);
        closed.ShouldBe(0, "the second had said nothing");
        strangers.Remove(third);
        strangers.Remove(first);
        strangers.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_oldest_makes_room_if_all_have_introduced_themselves()
    {
        using var arrivals = await Arrivals.AcceptAsync(3);
        var strangers = new Strangers(most: 2);
        for (var i = 0; i < 2; i++)
        {
            strangers.Add(arrivals[i]);
            strangers.Speak(arrivals[i]);
        }
        strangers.Add(arrivals[2]);
        (await arrivals[0].ReceiveAsync(new byte[1]).WaitAsync(Bound.s_wait)).ShouldBe(0);
        strangers.Count.ShouldBe(2);
    }

    /// <summary>Accepted ends of silent connections, in the order of their arrival.</summary>
    private sealed class Arrivals : IDisposable
    {
        private readonly List<Socket> _accepted = [];
        private Crowd? _crowd;

        internal Socket this[int index] => _accepted[index];

        internal static async Task<Arrivals> AcceptAsync(int count)
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(8);
            var arrivals = new Arrivals
            {
                _crowd = await Crowd.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, count),
            };
            while (arrivals._accepted.Count < count)
                arrivals._accepted.Add(await listener.AcceptAsync());
            return arrivals;
        }

        public void Dispose()
        {
            _accepted.ForEach(one => one.Dispose());
            _crowd?.Dispose();
        }
    }
}
