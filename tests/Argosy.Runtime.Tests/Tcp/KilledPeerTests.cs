using System.Text;
using Argosy.Runtime.Tests.Bootstrap;
using Argosy.Runtime.Tests.Launching;

namespace Argosy.Runtime.Tests.Tcp;

public sealed class KilledPeerTests
{
    private static readonly PeerSession s_session = new(6, 5);

    [Theory]
    [InlineData("head", 0)]
    [InlineData("payload", 1)]
    public async Task A_peer_killed_in_a_parcel_is_lost_once_and_its_delivery_fails(string point, int failures)
    {
        var receiver = new RecordingReceiver();
        using var port = new TcpParcelport(new());
        port.Start(0, receiver);
        port.Connect(1, "127.0.0.1:1"u8.ToArray(), s_session);
        using var peer = new DotnetProcess("Locality", ["stop", point, Encoding.UTF8.GetString(port.Address)]);
        (await peer.ReadLineAsync()).ShouldBe("there");
        receiver._timesLost.ShouldBe(0);
        peer.Kill();
        (await receiver.WhenLost).Locality.ShouldBe(1);
        receiver._timesLost.ShouldBe(1);
        receiver.Failures.Count.ShouldBe(failures);
        (await Parcels.SendAsync(port, 1, Parcels.Make(port, 1, [1]))).ShouldBeOfType<LocalityLostException>();
    }

    [Fact]
    public async Task A_stranger_killed_in_its_introduction_concerns_nobody()
    {
        using var pair = new PortPair();
        using var peer = new DotnetProcess(
            "Locality", ["stop", "introduction", Encoding.UTF8.GetString(pair.Right.Address)]);
        (await peer.ReadLineAsync()).ShouldBe("there");
        peer.Kill();
        (await Parcels.SendAsync(pair.Left, 1, Parcels.Make(pair.Left, 1, [7]))).ShouldBeNull();
        (await pair.AtRight.NextAsync()).Index.ShouldBe([7]);
        SpinWait.SpinUntil(() => pair.Right.Refused == 1, Bound.s_wait).ShouldBeTrue();
        pair.AtRight._timesLost.ShouldBe(0);
    }

    [Fact]
    public async Task A_killed_locality_is_noticed_by_the_root_at_once()
    {
        var options = TestCluster.Options(2);
        var joining = Runtime.Bootstrap.JoinAsync(options, [1], default);
        using var other = new DotnetProcess(
            "Locality", ["idle"], ("ARGOSY_LOCALITY", "1"), ("ARGOSY_LOCALITIES", "2"), ("ARGOSY_ROOT", options.Root!));
        using var root = await joining.WaitAsync(Bound.s_wait);
        await root.BarrierAsync(default).WaitAsync(Bound.s_wait);
        var lost = TestCluster.WhenLost(root);
        (await other.ReadLineAsync()).ShouldBe("locality 1 of 2, no key");
        other.Kill();
        (await lost.WaitAsync(Bound.s_wait)).ShouldBe(1);
    }
}
