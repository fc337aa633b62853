namespace Argosy.Runtime.Tests.Calls;

public sealed class PeerTests
{
    [Fact]
    public async Task A_call_that_was_cancelled_while_it_waited_for_credit_is_never_sent()
    {
        await using var localities = new LocalCluster("loopback", 2);
        var cluster = localities.First;
        var port = new SilentPort();
        var peer = new Peer(1, port, window: 1);
        ulong[] calls = [Begin(), Begin(), Begin()];
        peer.Waiting.ShouldBe(2);
        cluster.CancelCall(calls[1], 1, new CancellationToken(canceled: true));
        peer.Credit(1);
        peer.Credit(2);
        port.Sent.ShouldBe([calls[0], calls[2]]);
        peer.Waiting.ShouldBe(0);

        ulong Begin()
        {
            var parcel = port.Rent();
            new ArchiveWriter(parcel).Complete();
            var call = cluster.Calls.Add(
                PendingCall<int>.Rent(cluster, 1, "Tests.Any", new TestActions.IntSerializer(), default));
            parcel.Cluster = cluster;
            parcel.Header = new ParcelHeader(ParcelKind.Call, 0, 0, 0, call, 7, 0, 0, 0);
            peer.Send(parcel);
            return call;
        }
    }

    private sealed class SilentPort : IParcelport
    {
        internal List<ulong> Sent { get; } = [];

        public string Name => "silent";

        public RmaPool Pool => RmaPool.Unregistered;

        public byte[] Address => [];

        public void Start(int self, IParcelReceiver receiver)
        {
        }

        public void Connect(int locality, byte[] address, PeerSession session)
        {
        }

        public void Disconnect(int locality, Exception reason)
        {
        }

        public OutgoingParcel Rent() => new(Pool, ArchiveLayout.DefaultThreshold);

        public void Send(int locality, OutgoingParcel parcel)
        {
            Sent.Add(parcel.Header.Call);
            parcel.Complete(null);
        }

        public void Dispose()
        {
        }
    }
}
