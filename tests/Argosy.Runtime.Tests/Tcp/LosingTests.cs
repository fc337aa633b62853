using System.Text;

namespace Argosy.Runtime.Tests.Tcp;

public sealed class LosingTests
{
    [Fact]
    public async Task A_parcel_that_a_broken_connection_stops_fails_with_the_reason_that_the_peer_is_lost_for()
    {
        using var pair = new PortPair();
        var peer = new TcpPeer(
            pair.Left, 1, HostAddress.Parse(Encoding.UTF8.GetString(pair.Right.Address)), PortPair.s_sessionOfLeft);
        (await SendAsync()).ShouldBeNull();
        Exception? outcome = null;
        using var wire = new EndingWire(() =>
        {
            pair.Right.Dispose();
            // The kernel accepts data until it detects that the peer doesn't read.
            while (outcome is null)
                outcome = SendAsync().GetAwaiter().GetResult();
        });
        _ = peer.ReceiveAsync(wire, Purpose.Small);
        var reason = peer.Lose("somebody saw it go");
        reason.ShouldBeOfType<LocalityLostException>().Message.ShouldContain("somebody saw it go");
        outcome.ShouldBe(reason);
        peer.Lose("somebody else saw it too").ShouldBe(reason);

        Task<Exception?> SendAsync() => Parcels.SendAsync(Parcels.Make(pair.Left, 1, [1]), peer.Send);
    }

    // A connection without data; its end is the moment when the peer is lost and its lanes don't know it yet.
    private sealed class EndingWire(Action atEnd) : Wire
    {
        private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal override string Peer => "locality 1";

        internal override ValueTask<int> ReceiveAsync(Memory<byte> target) => new(_ended.Task);

        internal override ValueTask SendAsync(ReadOnlyMemory<byte> source) => default;

        internal override void EndSending()
        {
        }

        public override void Dispose()
        {
            if (_ended.Task.IsCompleted)
                return;
            atEnd();
            _ended.SetResult(0);
        }
    }
}
