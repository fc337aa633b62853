using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>Runs a work on two processes of this program, or on one over the loopback.</summary>
internal static class RolePair
{
    private const string Library = "ARGOSY_RDMA_LIBRARY";
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(30);

    public static Contender Contender(Bench bench, string name, RoleOrder order) =>
        new(name, token => MeasureAsync(bench.Root, order, token));

    /// <exception cref="ContenderException">A process failed or took too long.</exception>
    private static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(
        string root, RoleOrder order, CancellationToken cancellationToken)
    {
        var met = order with { Root = $"{IPAddress.Loopback}:{FreePort.Find()}" };
        var limit = s_start + TimeSpan.FromMilliseconds(20.0 * order.Milliseconds * Math.Max(1, order.Sizes.Count));
        using var second = order.Parcelport == Join.Loopback ? null : Start(root, met with { Self = 1 });
        using var first = Start(root, met with { Self = 0 });
        var output = await first.EndAsync(limit, cancellationToken);
        second?.CloseInput();
        if (second is not null) await second.EndAsync(s_start, cancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'))
            .ToDictionary(f => f[0], f => double.Parse(f[1], CultureInfo.InvariantCulture));
    }

    private static Child Start(string root, RoleOrder order)
    {
        var environment = new Dictionary<string, string>();
        if (Environment.GetEnvironmentVariable(Library) is null && File.Exists(BuiltShim(root)))
            environment[Library] = BuiltShim(root);
        string[] arguments = ["exec", typeof(RolePair).Assembly.Location, Role.Verb, order.Encode()];
        var (file, all) = order.Threads > 1 || order.Parcelport == Join.Loopback
            ? ("dotnet", arguments)
            : Cores.Bind(order.Self, "dotnet", arguments);
        return Child.Start(file, all, environment);
    }

    // The build's folder for this machine's shim.
    private static string BuiltShim(string root) => Path.Combine(
        root, "artifacts", "native", "rdma", RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        "lib", "libargosy_rdma.so");
}
