namespace Argosy.Runtime.Tests.Clusters;

/// <summary>A locality that does what the others ask, and says whom it loses.</summary>
internal static class Serving
{
    // A test that forgets it is over by then.
    private static readonly TimeSpan s_longest = 2 * Patience.Limit;

    internal static async Task<int> RunAsync()
    {
        await using var cluster = await Cluster.JoinAsync(ClusterOptions.FromEnvironment());
        cluster.LocalityLost += (_, reason) => Console.WriteLine(reason.Message);
        await cluster.BarrierAsync();
        await ClusterActions.s_leaving.Task.WaitAsync(s_longest);
        return 0;
    }
}
