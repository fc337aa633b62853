using System.Globalization;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Contenders;

/// <summary>Open MPI, measured by our programs in C.</summary>
internal static class MpiContender
{
    private static readonly PeerProgram s_latency = new("mpi_latency.c", "mpicc");
    private static readonly PeerProgram s_bandwidth = new("mpi_bibw.c", "mpicc", "-pthread");

    // It runs as root only with two confirmations.
    private static readonly Dictionary<string, string> s_environment = new()
    {
        ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
        ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
    };

    /// <summary>Half round trips in microseconds, by size.</summary>
    public static Contender Latency(Bench bench, MpiTransport transport, IReadOnlyList<int> sizes) => new(
        transport.Name,
        token => RunAsync(bench, transport, s_latency, ["--bind-to", "core"], [$"{bench.Milliseconds}"], sizes, token));

    /// <summary>Bidirectional bandwidth in MB/s, by size.</summary>
    public static Contender Bandwidth(
        Bench bench, MpiTransport transport, int threads, int rotating, IReadOnlyList<int> sizes) => new(
        $"{transport.Name}, {Threads(threads)}",
        token => RunAsync(
            bench, transport, s_bandwidth, Binding(threads), [$"{threads}", $"{rotating}", $"{bench.Milliseconds}"],
            sizes, token));

    public static string Threads(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";

    // Its waiting threads spin: if there are more of them than cores they must yield.
    private static IReadOnlyList<string> Binding(int threads) =>
        threads == 1 ? ["--bind-to", "core"] : ["--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"];

    private static async Task<IReadOnlyDictionary<string, double>> RunAsync(
        Bench bench, MpiTransport transport, PeerProgram program, IReadOnlyList<string> binding,
        IReadOnlyList<string> arguments, IReadOnlyList<int> sizes, CancellationToken cancellationToken)
    {
        var file = await program.BuildAsync(bench, cancellationToken);
        var limit = TimeSpan.FromSeconds(60) + TimeSpan.FromMilliseconds(20.0 * bench.Milliseconds * sizes.Count);
        var output = await Child.RunAsync(
            "mpirun",
            ["-np", "2", .. binding, .. transport.Arguments, file, .. arguments, .. sizes.Select(s => $"{s}")], limit,
            s_environment, cancellationToken: cancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'))
            .Where(f => f.Length == 2)
            .ToDictionary(f => f[0], f => double.Parse(f[1], CultureInfo.InvariantCulture));
    }
}
