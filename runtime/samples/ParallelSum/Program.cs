using Argosy.Runtime;
using Argosy.Samples;

// The first locality has the numbers; each locality fetches its part of them and adds it up.
const int length = 8_000_000;
await using var cluster = await Cluster.JoinAsync(ClusterOptions.FromEnvironment(args));

if (cluster.Here.Id == 0)
{
    var parts = cluster.All.Select(locality => Part(cluster, locality.Id)).ToList();
    var before = RuntimeCounters.Now;
    var sums = await cluster.All.WhenAll(locality => locality.Async(Numbers.Sum, parts[locality.Id]));
    var moved = RuntimeCounters.Now.Since(before);
    const double expected = (double)length * (length - 1) / 2;
    Console.WriteLine(
        $"the sum of 0 to {length - 1} is {sums.Sum():n0}, expected {expected:n0}, over {cluster.Parcelport}");
    Console.WriteLine(
        $"{moved.PayloadBytesSent:n0} bytes sent, {moved.PayloadCopies} copies, {moved.Registrations} registrations");
    parts.ForEach(part => part.Dispose());
    Environment.ExitCode = sums.Sum() == expected ? 0 : 1;
}
await cluster.BarrierAsync();

static RmaVector<double> Part(Cluster cluster, int number)
{
    var (first, last) = ((long)length * number / cluster.All.Count, (long)length * (number + 1) / cluster.All.Count);
    var part = new RmaVector<double>(cluster.Pool, (int)(last - first));
    for (var i = 0; i < part.Length; i++)
        part[i] = first + i;
    return part;
}

namespace Argosy.Samples
{
    public static class Numbers
    {
        [Action]
        public static double Sum(RmaVector<double> numbers)
        {
            var sum = 0.0;
            foreach (var number in numbers.Span)
                sum += number;
            return sum;
        }
    }
}
