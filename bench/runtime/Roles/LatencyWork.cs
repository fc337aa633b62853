using System.Diagnostics;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>Half of a round trip, for each size: microseconds. An action sends its argument back.</summary>
internal sealed class LatencyWork : IWork
{
    private const int Batches = 5;
    private const int Some = 2000;

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order)
    {
        var figures = new Dictionary<string, double>();
        foreach (var size in order.Sizes)
        {
            figures[$"{size}"] = size switch
            {
                8 => await HalfAsync(membership, Actions.Echo8, default, order),
                64 => await HalfAsync(membership, Actions.Echo64, default, order),
                512 => await HalfAsync(membership, Actions.Echo512, default, order),
                _ => await VectorAsync(membership, size, order),
            };
        }

        return figures;
    }

    private static async Task<double> VectorAsync(Membership membership, int size, RoleOrder order)
    {
        using var vector = new RmaVector<byte>(membership.Pool, size);
        return await HalfAsync(membership, Actions.EchoVector, vector, order);
    }

    private static async Task<double> HalfAsync<T>(Membership membership, Echo<T> echo, T value, RoleOrder order)
    {
        var action = order.IsInline ? echo.Direct : echo.Pooled;
        var other = membership.Other;
        await WarmUp.RunAsync(membership, order, () => RepeatAsync(other, action, value, Some / 4));
        var each = await RepeatAsync(other, action, value, Some) / Some;
        var count = (int)Math.Max(20, order.Milliseconds / 1000.0 / Batches / each);
        var batches = new List<double>();
        for (var i = 0; i < Batches; i++) batches.Add(await RepeatAsync(other, action, value, count) / count / 2 * 1e6);
        return new Measurement("", batches).Median;
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> RepeatAsync<T>(Locality other, ActionDescriptor<T, T> action, T value, int count)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var back = await other.CallAsync(action, value);
            (back as IDisposable)?.Dispose();
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
