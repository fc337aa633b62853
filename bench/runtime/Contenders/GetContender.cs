using System.Globalization;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Contenders;

/// <summary>The same get from C, directly over libfabric: microseconds by size.</summary>
internal static class GetContender
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly PeerProgram s_get = new("get.c", "gcc", "-lfabric");

    public static Contender Of(Bench bench, string provider, IReadOnlyList<int> sizes) => new(
        $"libfabric from C, {provider}", async cancellationToken =>
    {
        var program = await s_get.BuildAsync(bench, cancellationToken);
        var figures = new Dictionary<string, double>();
        foreach (var size in sizes)
        {
            // The number of gets that takes about as long as ours.
            var count = Math.Clamp(bench.Milliseconds * 50_000_000L / Math.Max(size, 50_000) / 1000 * 20, 400, 100_000);
            var output = await Child.RunAsync(
                program, [provider, $"{size}", $"{count}"], s_limit, cancellationToken: cancellationToken);
            figures[$"{size}"] = double.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture) / 1000;
        }

        return figures;
    });
}
