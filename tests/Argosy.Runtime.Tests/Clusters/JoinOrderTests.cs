namespace Argosy.Runtime.Tests.Clusters;

/// <summary>A locality that has joined may send at once: no message of another member is a stranger's.</summary>
public sealed class JoinOrderTests
{
    [Fact]
    public async Task The_others_are_connected_before_the_port_receives()
    {
        using var port = new RecordingPort();
        await using var cluster = new Cluster(
            1, 3, port, new LoopbackPort(new LoopbackNetwork(), port.Pool), new ClusterSettings(), new Members());
        port.Calls.ShouldBe(["connect 0", "connect 2", "start 1"]);
    }

    private sealed class RecordingPort : IParcelport
    {
        internal List<string> Calls { get; } = [];

        public string Name => "recorded";

        public RmaPool Pool => RmaPool.Unregistered;

        public byte[] Address => [];

        public void Start(int self, IParcelReceiver receiver) => Calls.Add($"start {self}");

        public void Connect(int locality, byte[] address, PeerSession session) => Calls.Add($"connect {locality}");

        public void Disconnect(int locality, Exception reason)
        {
        }

        public OutgoingParcel Rent() => new(Pool, 0);

        public void Send(int locality, OutgoingParcel parcel) => parcel.Complete(new IOException("nobody is there"));

        public void Dispose()
        {
        }
    }

    private sealed class Members : IMembership
    {
        public int Self => 1;

        public IReadOnlyList<byte[]> Addresses => [[], [], []];

        public uint Generation => 1;

        public PeerSession SessionWith(int other) => new(1, 1);

        public void OnLost(Action<int, string> handler)
        {
        }

        public void OnLeft(Action<int> handler)
        {
        }

        public Task BarrierAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task LeaveAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
