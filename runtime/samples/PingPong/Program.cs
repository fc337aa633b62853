using System.Diagnostics;
using Argosy.Runtime;
using Argosy.Samples;

// Half the time of a round trip, for messages inside a parcel and for those that the network fetches.
await using var cluster = await Cluster.JoinAsync(
    ClusterOptions.FromEnvironment(args) with { InlineContinuations = true });

if (cluster.Here.Id == 0 && cluster.Others is [var other, ..])
{
    Console.WriteLine($"over {cluster.Parcelport}");
    Console.WriteLine($"{"bytes",10} {"half round trip",18} {"bandwidth",14}");
    for (var bytes = 8; bytes <= 4 << 20; bytes *= 8)
    {
        using var ball = new RmaVector<byte>(cluster.Pool, bytes);
        await Play(other, ball, 200);
        var rounds = Math.Max(100, Math.Min(20_000, 200_000_000 / bytes));
        var start = Stopwatch.GetTimestamp();
        await Play(other, ball, rounds);
        var half = Stopwatch.GetElapsedTime(start).TotalMicroseconds / rounds / 2;
        Console.WriteLine($"{bytes,10} {half,15:n2} us {bytes / half,9:n0} MB/s");
    }
}
await cluster.BarrierAsync();

static async ValueTask Play(Locality other, RmaVector<byte> ball, int rounds)
{
    for (var i = 0; i < rounds; i++)
        (await other.Async(Table.Return, ball)).Dispose();
}

namespace Argosy.Samples
{
    public static class Table
    {
        // The result is sent from the memory where it was received.
        [Action(Direct = true)]
        public static RmaVector<byte> Return(RmaVector<byte> ball) => ball.Share();
    }
}
