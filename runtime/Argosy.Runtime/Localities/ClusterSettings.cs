namespace Argosy.Runtime;

/// <summary>Settings of a cluster's calls.</summary>
/// <param name="InlineContinuations">
/// Continuations run on the receiving thread: no switch to the thread pool, and nothing else is received meanwhile.
/// </param>
/// <param name="MaximumOutstanding">The maximum number of parcels that one peer hasn't begun to process; further ones
/// wait here.</param>
/// <param name="Generation">Distinguishes this run of the cluster from others.</param>
/// <param name="LeaveTimeout">How long a leave waits for what is under way.</param>
internal sealed record ClusterSettings(
    bool InlineContinuations = false, int MaximumOutstanding = 1024, uint Generation = 1,
    TimeSpan LeaveTimeout = default);
