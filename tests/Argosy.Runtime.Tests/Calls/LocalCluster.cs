namespace Argosy.Runtime.Tests.Calls;

/// <summary>Several localities in this process, each with its own cluster, over a parcelport of one kind.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    /// <summary>Every kind of parcelport that can be opened here.</summary>
    internal static readonly string[] s_allKinds =
        NativeLibraryPlace.Missing is null ? ["loopback", "tcp", "fabric tcp"] : ["loopback", "tcp"];

    internal LocalCluster(string kind, int count, ClusterSettings? settings = null, ParcelLimits? limits = null)
    {
        var network = new LoopbackNetwork();
        var ports = Enumerable.Range(0, count).Select(_ => Open(kind, network, limits)).ToList();
        Clusters = [.. ports.Select((port, id) => new Cluster(
            id, count, port, kind == "loopback" ? port : new LoopbackPort(new LoopbackNetwork(), port.Pool),
            settings ?? new ClusterSettings()))];
        for (var from = 0; from < count; from++)
            for (var to = 0; to < count; to++)
                if (from != to)
                    ports[from].Connect(to, ports[to].Address, new PeerSession(Session(from, to), Session(to, from))
                    {
                        Limits = limits ?? ParcelLimits.Default,
                    });
    }

    internal IReadOnlyList<Cluster> Clusters { get; }

    internal Cluster First => Clusters[0];

    internal Locality Second => First[1];

    /// <summary>Ends one locality; the others detect it as they would by their connection to the root.</summary>
    internal async Task EndAsync(int locality)
    {
        await Clusters[locality].DisposeAsync();
        foreach (var other in Clusters.Where(one => one.Here.Id != locality))
            other.Lose(locality, new LocalityLostException(locality, "it ended"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in Clusters)
            await cluster.DisposeAsync();
    }

    private static IParcelport Open(string kind, LoopbackNetwork network, ParcelLimits? limits) => kind switch
    {
        "loopback" => new LoopbackPort(network, RmaPool.Unregistered, limits: limits),
        "tcp" => new TcpParcelport(new TcpOptions()),
        _ => FabricParcelport.Open(RdmaScope.Host, "tcp"),
    };

    private static ulong Session(int from, int to) => (ulong)(1000 * from + to + 1);
}

/// <summary>The kinds as theory data.</summary>
public sealed class Kinds : TheoryData<string>
{
    public Kinds()
    {
        foreach (var kind in LocalCluster.s_allKinds)
            Add(kind);
    }
}
