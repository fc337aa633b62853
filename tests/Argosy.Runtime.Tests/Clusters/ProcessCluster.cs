using System.Globalization;
using Argosy.Runtime.Tests.Bootstrap;
using Argosy.Runtime.Tests.Launching;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>A cluster of this process as one locality, and serving processes as the others.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private readonly Dictionary<int, DotnetProcess> _others;

    private ProcessCluster(Cluster here, Dictionary<int, DotnetProcess> others)
    {
        Here = here;
        _others = others;
    }

    internal Cluster Here { get; }

    internal RmaPool Pool => Here.Pool;

    internal Locality this[int id] => Here[id];

    internal static Task<ProcessCluster> JoinAsync(string parcelport, int count, int self = 0) =>
        JoinAsync(TestCluster.Options(count) with { Self = self, Parcelport = parcelport });

    /// <summary>The others get the heartbeat and these variables, too.</summary>
    internal static async Task<ProcessCluster> JoinAsync(
        ClusterOptions options, params (string Name, string Value)[] variables)
    {
        var (count, self) = (options.Count, options.Self);
        var others = Enumerable.Range(0, count).Where(n => n != self)
            .ToDictionary(n => n, n => Start(options, n, variables));
        try
        {
            var here = await Cluster.JoinAsync(options).WaitAsync(Bound.s_wait);
            await here.BarrierAsync().WaitAsync(Bound.s_wait);
            return new(here, others);
        }
        catch
        {
            foreach (var one in others.Values)
                one.Dispose();
            throw;
        }
    }

    internal DotnetProcess Process(int locality) => _others[locality];

    /// <summary>SIGSTOP, in effect when this returns.</summary>
    internal void Stop(int locality) => Signals.Stop(_others[locality].Id);

    /// <summary>SIGCONT.</summary>
    internal void Continue(int locality) => Signals.Continue(_others[locality].Id);

    /// <summary>SIGKILL.</summary>
    internal void Kill(int locality) => _others[locality].Kill();

    /// <summary>Calls each other locality with payload in both directions, which makes all connections and
    /// slabs.</summary>
    internal async Task MeetAsync()
    {
        using var vector = new RmaVector<byte>(Pool, 50_000);
        foreach (var other in Here.Others)
            (await other.CallAsync(ClusterActions.s_echo, vector).AsTask().WaitAsync(Bound.s_wait))!.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        // The root waits for all others to leave, and they stay until they are asked; killing them ends the wait.
        foreach (var one in _others.Values)
            one.Dispose();
        await Here.DisposeAsync().AsTask().WaitAsync(Bound.s_wait);
    }

    private static DotnetProcess Start(
        ClusterOptions options, int number, (string Name, string Value)[] variables) => new(
        "Locality", ["serve"],
        [
            ("ARGOSY_LOCALITY", $"{number}"), ("ARGOSY_LOCALITIES", $"{options.Count}"),
            ("ARGOSY_ROOT", options.Root!), ("ARGOSY_PARCELPORT", options.Parcelport),
            ("ARGOSY_TEST_HEARTBEAT", options.Heartbeat.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)),
            .. variables,
        ]);
}

/// <summary>These tests measure this process's memory and time, so they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeClusters
{
    public const string Name = "Whole clusters";
}
