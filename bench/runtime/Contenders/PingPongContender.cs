using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Contenders;

/// <summary>libfabric's own ping-pong: half round trips in microseconds, by size.</summary>
internal static class PingPongContender
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    public static Contender Of(Bench bench, string provider, IReadOnlyList<int> sizes) => new(
        $"fi_pingpong, {provider}", async cancellationToken =>
    {
        var figures = new Dictionary<string, double>();
        foreach (var size in sizes) figures[$"{size}"] = await MeasureAsync(bench, provider, size, cancellationToken);
        return figures;
    });

    private static async Task<double> MeasureAsync(
        Bench bench, string provider, int size, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        // It has no warm-up, so there are enough exchanges that the first ones hardly count.
        string[] arguments = ["-p", provider, "-e", "rdm", "-I", bench.IsQuick ? "500" : "20000", "-S", $"{size}"];
        var (file, asServer) = Cores.Bind(1, "fi_pingpong", [.. arguments, "-B", $"{port}"]);
        using var server = Child.Start(file, asServer);
        await ListensAsync(port, cancellationToken);
        var (_, asClient) = Cores.Bind(0, "fi_pingpong", [.. arguments, "-P", $"{port}", $"{IPAddress.Loopback}"]);
        var output = await Child.RunAsync(file, asClient, s_limit, cancellationToken: cancellationToken);
        await server.EndAsync(s_limit, cancellationToken);
        // bytes #sent #ack total time MB/sec usec/xfer Mxfers/sec
        var fields = output.Trim().Split('\n')[^1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 8
            ? double.Parse(fields[6], CultureInfo.InvariantCulture)
            : throw new ContenderException($"fi_pingpong over {provider} printed no figures: {output.Trim()}");
    }

    // It would treat a connection that only tests the port as the client's.
    private static async Task ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            while (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().All(l => l.Port != port))
                await Task.Delay(s_pause, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ContenderException("fi_pingpong didn't begin to listen");
        }
    }
}
