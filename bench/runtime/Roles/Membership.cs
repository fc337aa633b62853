using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>This process's part in a cluster of two.
/// Owns its clusters: one, or both if they are in one process.</summary>
internal sealed class Membership(IReadOnlyList<Cluster> clusters) : IAsyncDisposable
{
    public Locality Here => clusters[0].Here;

    public Locality Other => clusters[0].Others[0];

    public RmaPool Pool => clusters[0].Pool;

    /// <summary>Waits until the other process has reached this point too.</summary>
    public Task MeetAsync() => clusters[0].BarrierAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in clusters) await cluster.DisposeAsync();
    }
}
