namespace Argosy.Runtime;

/// <summary>
/// The cooperating localities, from the view of one of them. Any thread may call anything at any time. Two calls from
/// one thread to one locality may start there in any order; to enforce an order, await.
/// </summary>
public sealed partial class Cluster : IAsyncDisposable
{
    private readonly IParcelport _port;
    private readonly IParcelport _self;
    private readonly Peer[] _peers;
    private readonly EventThread _events = new();
    private int _disposed;
    private volatile bool _closed;

    /// <summary>Uses open ports: one to the others, one to itself. Owns both.</summary>
    /// <param name="here">This locality's number.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="port">To the others.</param>
    /// <param name="self">To itself.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="membership">Has the others' addresses; null if the owner connects the port.</param>
    internal Cluster(
        int here, int count, IParcelport port, IParcelport self, ClusterSettings settings,
        IMembership? membership = null)
    {
        _port = port;
        _self = self;
        Settings = settings;
        RuntimeMetrics.Start();
        All = [.. Enumerable.Range(0, count).Select(id => new Locality(this, id))];
        Here = All[here];
        _peers = [.. All.Select(one => new Peer(one.Id, one.Id == here ? self : port, settings.MaximumOutstanding))];
        Objects = new ObjectDirectory(this);
        Collectives = new CollectiveTable(this);
        ObjectActions.Register();
        CollectiveActions.Register();
        _membership = membership;
        // Before the port receives: the others, which may have joined already, would be strangers to it.
        foreach (var other in membership is null ? [] : Others)
            port.Connect(other.Id, membership!.Addresses[other.Id], membership.SessionWith(other.Id));
        var receiver = new ClusterReceiver(this);
        self.Start(here, receiver);
        if (port != self)
            port.Start(here, receiver);
    }

    /// <summary>This process.</summary>
    public Locality Here { get; }

    /// <summary>Every locality, including this one, by number.</summary>
    public IReadOnlyList<Locality> All { get; }

    /// <summary>Every locality except this one, by number.</summary>
    public IReadOnlyList<Locality> Others => [.. All.Where(one => one != Here)];

    /// <summary>One locality.</summary>
    /// <param name="id">From 0 on.</param>
    public Locality this[int id] => All[id];

    /// <summary>Memory that is sent to other localities without copying or registration.</summary>
    public RmaPool Pool => _port.Pool;

    /// <summary>The transport, for messages: <c>tcp</c>, <c>fabric shm</c>.</summary>
    public string Parcelport => _port.Name;

    /// <summary>Calls that wait for their answer.</summary>
    public int Outstanding => Calls.Count;

    /// <summary>Raised when a locality is lost, on a thread of its own, one event after the other. Its pending calls
    /// fail at the same time.</summary>
    public event Action<Locality, Exception>? LocalityLost;

    /// <summary>
    /// Raised where an action without a waiting caller failed, with its poster, and where a post failed on its way
    /// after it was accepted, with its target. Without a listener it is written to standard error.
    /// </summary>
    public event Action<Locality, string, Exception>? PostFailed;

    internal ClusterSettings Settings { get; }

    internal CallTable Calls { get; } = new();

    internal RunningCalls Running { get; } = new();

    internal ObjectDirectory Objects { get; }

    internal Peer PeerOf(int locality) => _peers[locality];

    /// <summary>Fails everything that waits for a locality, at once.</summary>
    internal void Lose(int locality, Exception reason)
    {
        var lost = LocalityLostException.From(locality, reason);
        if (!_peers[locality].Lose(lost))
            return;
        _peers[locality].Port.Disconnect(locality, lost);
        foreach (var call in Calls.TakeAll(locality))
            call.Fail(lost);
        Running.CancelAll(locality);
        Objects.Lose(locality);
        Collectives.Lose(locality, lost);
        if (LocalityLost is { } listeners)
            _events.Add(nameof(LocalityLost), () => listeners(All[locality], lost));
    }

    /// <param name="locality">The poster, or, if the post never reached it, the target.</param>
    /// <param name="action">Its name.</param>
    /// <param name="failure">Why it didn't run, or didn't end well.</param>
    internal void ReportPostFailure(int locality, string action, Exception failure)
    {
        var listeners = PostFailed ?? ((_, name, cause) => Listener.Write(
            $"ARG0835 {name}, posted by or to locality {locality}, failed: {Fault.Describe(cause)}"));
        Listener.Tell(nameof(PostFailed), () => listeners(All[locality], action, failure));
    }

    /// <summary>
    /// Leaves as <see cref="LeaveAsync"/> does, for at most <see cref="ClusterOptions.LeaveTimeout"/>; a failure is
    /// written to standard error. Pending calls fail.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await EndMembershipAsync().ConfigureAwait(false);
        _closed = true;
        _port.Dispose();
        _self.Dispose();
        _protection?.Tls?.Dispose();
        var reason = new ObjectDisposedException(nameof(Cluster));
        foreach (var peer in _peers)
            peer.Lose(reason);
        Collectives.Lose(null, reason);
        foreach (var call in Calls.TakeAll(-1))
            call.Fail(reason);
    }
}
