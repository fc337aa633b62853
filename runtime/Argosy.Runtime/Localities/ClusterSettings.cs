namespace Argosy.Runtime;

/// <summary>How a cluster treats its calls.</summary>
/// <param name="InlineContinuations">
/// Whoever awaits a call goes on on the thread that receives: no hop to the thread pool, and nothing else arrives meanwhile.
/// </param>
/// <param name="MaximumOutstanding">Parcels that one peer hasn't begun to work on, before further ones wait here.</param>
/// <param name="Generation">Tells this run of the cluster from others.</param>
internal sealed record ClusterSettings(
    bool InlineContinuations = false, int MaximumOutstanding = 1024, uint Generation = 1);
