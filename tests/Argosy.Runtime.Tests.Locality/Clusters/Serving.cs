namespace Argosy.Runtime.Tests.Clusters;

/// <summary>A locality that does what the others ask, and says whom it loses.</summary>
internal static class Serving
{
    // A test that forgets it is over by then.
    private static readonly TimeSpan s_longest = 2 * Patience.Limit;

    internal static async Task<int> RunAsync()
    {
        if (Variable("ARGOSY_TEST_POOL") is { } threads)
            ThreadPool.SetMaxThreads((int)threads, (int)threads);
        var options = ClusterOptions.FromEnvironment();
        await using var cluster = await Cluster.JoinAsync(options with
        {
            Heartbeat = Variable("ARGOSY_TEST_HEARTBEAT") is { } beat
                ? TimeSpan.FromMilliseconds(beat)
                : options.Heartbeat,
        });
        cluster.LocalityLost += (_, reason) => Console.WriteLine(reason.Message);
        await cluster.BarrierAsync();
        await ClusterActions.s_leaving.Task.WaitAsync(s_longest);
        return 0;
    }

    private static double? Variable(string name) => Environment.GetEnvironmentVariable(name) is { } text
        ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
