using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>Small parcels per second: posts of one number, all of which have run when the clock stops;
/// and calls, 512 at a time.</summary>
internal sealed class RateWork : IWork
{
    public const string Posts = "posts/s";
    public const string Calls = "calls/s";
    private const int Window = 512;
    private const int Some = 5_000;
    private const int Many = 20_000;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order)
    {
        var other = membership.Other;
        await WarmUp.RunAsync(membership, order, async () =>
        {
            await PostAsync(other, Some);
            await CallAsync(other, Some);
        });
        var posts = CountFor(await PostAsync(other, Many), order);
        var calls = CountFor(await CallAsync(other, Many), order);
        return new Dictionary<string, double>
        {
            [Posts] = posts / await PostAsync(other, posts),
            [Calls] = calls / await CallAsync(other, calls),
        };
    }

    private static int CountFor(double seconds, RoleOrder order) =>
        (int)Math.Clamp(order.Milliseconds / 1000.0 / seconds * Many, 1000, 5_000_000);

    /// <returns>Seconds.</returns>
    private static async Task<double> PostAsync(Locality other, int count)
    {
        var wanted = await other.CallAsync(Actions.Counted, 0) + count;
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) await other.PostAsync(Actions.Count, 1);
        while (await other.CallAsync(Actions.Counted, 0) < wanted)
        {
            if (Stopwatch.GetElapsedTime(begin) > s_limit)
                throw new TimeoutException($"not all of {count} posts arrived");
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <returns>Seconds.</returns>
    [SuppressMessage("Reliability", "CA2012",
        Justification = "Each is awaited once, when its place in the window is needed again.")]
    private static async Task<double> CallAsync(Locality other, int count)
    {
        var window = new ValueTask<Unit>[Window];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < count + Window; i++)
        {
            if (i >= Window) await window[i % Window];
            window[i % Window] = i < count ? other.CallAsync(Actions.Count, 1) : default;
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
