using System.Diagnostics;
using Argosy.Runtime;
using Argosy.Samples.Heat;

// Heat spreads over a plate of rows x columns points. Each locality has a block of rows; after every step neighbours
// exchange their border rows. The first locality collects the blocks, and compares them with the whole plate, which it
// computes itself.
var size = PlateSize.From(args);
var options = ClusterOptions.FromEnvironment(args) with { InlineContinuations = true };
if (size.Rows < options.Count)
{
    Console.Error.WriteLine($"{size.Rows} rows are too few for {options.Count} localities: each needs one. "
        + "Raise --rows, or start fewer localities.");
    return 2;
}
await using var cluster = await Cluster.JoinAsync(options);

using var block = new Block(cluster, size);
Exchange.Block = block;
await cluster.BarrierAsync();

var start = Stopwatch.GetTimestamp();
await block.RunAsync();
var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
await cluster.BarrierAsync();

var code = 0;
if (cluster.Here.Id == 0)
{
    Console.WriteLine(
        $"{size.Rows} x {size.Columns} points, {size.Steps} steps, " +
        $"{cluster.All.Count} localities over {cluster.Parcelport}: " +
        $"{seconds:n3} s, {size.Steps / seconds:n0} steps/s, " +
        $"{(double)size.Rows * size.Columns * size.Steps / seconds / 1e6:n0} million points/s");
    if (size.Check)
    {
        var difference = await Comparison.WithSerialAsync(cluster, size);
        Console.WriteLine($"largest difference from the same computed by one: {difference:g3}");
        code = difference == 0 ? 0 : 1;
    }
}
await cluster.BarrierAsync();
return code;
