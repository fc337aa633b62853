using System.Globalization;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>One of the two processes that a figure over a network needs.</summary>
internal static class Role
{
    /// <summary>The first argument that starts this program as a role.</summary>
    public const string Verb = "role";

    private static readonly Dictionary<string, IWork> s_works = new()
    {
        [nameof(LatencyWork)] = new LatencyWork(),
        [nameof(RateWork)] = new RateWork(),
        [nameof(BandwidthWork)] = new BandwidthWork(),
        [nameof(GranularityWork)] = new GranularityWork(),
        [nameof(GetWork)] = new GetWork(),
    };

    /// <summary>Locality 0 prints its figures; locality 1 stays until then, or until its input ends,
    /// which happens when its parent ends.</summary>
    public static async Task<int> RunAsync(string text)
    {
        var order = RoleOrder.Decode(text);
        Actions.Register();
        await using var membership = await Join.EnterAsync(order);
        if (order.Self == 0)
        {
            foreach (var (key, value) in await s_works[order.Work].RunAsync(membership, order))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key}\t{value:R}"));
        }

        var met = membership.MeetAsync();
        if (order.Self == 0) await met;
        else await await Task.WhenAny(met, WhenInputEnds());
        return 0;
    }

    // The console's own asynchronous reads block, and the thread pool of a process with one core has one thread.
    private static Task WhenInputEnds() => Task.Factory.StartNew(
        Console.In.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
