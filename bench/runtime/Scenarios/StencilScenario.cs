using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>
/// The heat equation of the samples on two localities, steps per second: libfabric's shared memory compared with
/// managed sockets. The plate is wide and low, so that half a megabyte is sent each way for eight rows of work, as
/// little work per border as in an application on many nodes.
/// </summary>
internal sealed partial class StencilScenario : IScenario
{
    private const double Least = 1.25;
    private const string Steps = "steps/s";
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public string Name => "stencil";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var program = Path.Combine(bench.Root, "runtime", "samples", "Heat", "bin", "Release", "net10.0", "heat.dll");
        await Child.RunAsync(
            "dotnet",
            ["build", "-c", "Release", "-v", "quiet", "--nologo",
                Path.Combine(bench.Root, "runtime", "samples", "Heat")],
            s_limit, cancellationToken: cancellationToken);
        foreach (var (rows, columns) in ((int, int)[])[(16, 65536), (64, 65536), (512, 4096)])
        {
            var all = await Rounds.RunAsync(
                bench,
                [.. ((string[])["shm", "tcp"]).Select(port => new Contender(
                    $"heat, {rows} x {columns}, {port}",
                    token => RunAsync(bench, program, port, rows, columns, token)))],
                cancellationToken);
            var comparison = Comparison.Of(
                Name, $"{rows} x {columns} points, shm beside managed tcp", Steps, all[0][Steps], all[1][Steps]);
            bench.Add(rows == 16 ? comparison?.RatioAtLeast(Least) : comparison);
        }
    }

    private static async Task<IReadOnlyDictionary<string, double>> RunAsync(
        Bench bench, string program, string port, int rows, int columns, CancellationToken cancellationToken)
    {
        var steps = Math.Clamp(bench.Milliseconds * 20, 100, 2000);
        var root = $"{IPAddress.Loopback}:{FreePort.Find()}";
        using var second = Start(1);
        using var first = Start(0);
        var output = await first.EndAsync(s_limit, cancellationToken);
        await second.EndAsync(s_limit, cancellationToken);
        var found = StepsIn().Match(output);
        return found.Success
            ? new Dictionary<string, double>
            {
                [Steps] = double.Parse(found.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture)
            }
            : throw new ContenderException($"heat printed no figure: {output.Trim()}");

        Child Start(int self)
        {
            var (file, arguments) = Cores.Bind(
                self, "dotnet",
                ["exec", program, "--rows", $"{rows}", "--columns", $"{columns}", "--steps", $"{steps}", "--no-check"]);
            return Child.Start(file, arguments, new Dictionary<string, string>
            {
                ["ARGOSY_ROOT"] = root,
                ["ARGOSY_LOCALITY"] = $"{self}",
                ["ARGOSY_LOCALITIES"] = "2",
                ["ARGOSY_PARCELPORT"] = port,
                ["ARGOSY_RDMA_LIBRARY"] = Path.Combine(
                    bench.Root, "artifacts", "native", "rdma",
                    RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), "lib", "libargosy_rdma.so"),
            });
        }
    }

    [GeneratedRegex(@"([\d,]+) steps/s")]
    private static partial Regex StepsIn();
}
