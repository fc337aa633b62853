using Argosy.Runtime;
using Argosy.Samples;

// Every locality runs this. The first one greets all, including itself.
await using var cluster = await Cluster.JoinAsync(ClusterOptions.FromEnvironment(args));

if (cluster.Here.Id == 0)
{
    foreach (var answer in await cluster.All.WhenAll(locality => locality.Async(Greeter.Greet, "Argosy")))
        Console.WriteLine(answer);
}

// A locality that leaves is lost to the others: all leave together.
await cluster.BarrierAsync();

namespace Argosy.Samples
{
    public static class Greeter
    {
        [Action]
        public static string Greet(string name, ActionContext context) =>
            $"Hello {name}, from locality {context.Cluster.Here.Id} of {context.Cluster.All.Count}, "
            + $"process {Environment.ProcessId}, over {context.Cluster.Parcelport}";
    }
}
