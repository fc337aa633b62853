namespace Argosy.Runtime.Tests.Clusters;

/// <summary>One cluster over each parcelport, with a locality to kill for each test and one that stays; another cluster
/// if a test needed more.</summary>
public sealed class Victims : IAsyncLifetime
{
    internal const int Survivor = 1;
    private const int Last = Survivor + 4;

    private readonly Dictionary<string, (ProcessCluster Cluster, int Next)> _clusters = [];

    /// <summary>A cluster whose localities are all connected, and the next victim.</summary>
    internal async Task<(ProcessCluster Cluster, int Victim)> NextAsync(string parcelport)
    {
        if (!_clusters.TryGetValue(parcelport, out var one) || one.Next > Last)
        {
            if (one.Cluster is { } used) await used.DisposeAsync();
            one = (await ProcessCluster.JoinAsync(parcelport, Last + 1), Survivor + 1);
            _clusters[parcelport] = one;
            await one.Cluster.MeetAsync();
        }
        _clusters[parcelport] = (one.Cluster, one.Next + 1);
        return one;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var (cluster, _) in _clusters.Values)
            await cluster.DisposeAsync();
    }
}
