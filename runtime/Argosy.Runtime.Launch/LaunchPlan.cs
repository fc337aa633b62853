using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime.Launch;

/// <summary>The processes to start, for each launch method.</summary>
internal static class LaunchPlan
{
    /// <param name="options">The user's options.</param>
    /// <param name="keyFile">A file with the run's key, readable by every locality.</param>
    internal static IReadOnlyList<LocalityStart> Of(LaunchOptions options, string keyFile) =>
        options.Slurm ? [BySlurm(options, keyFile)] : Here(options, keyFile);

    private static List<LocalityStart> Here(LaunchOptions options, string keyFile)
    {
        var root = $"127.0.0.1:{FreePort()}";
        var cores = options.Bind ? CoreSet.Allowed() : null;
        return [.. Enumerable.Range(0, options.Count).Select(number => new LocalityStart(number, options.Program,
        [
            new("ARGOSY_LOCALITY", $"{number}"),
            new("ARGOSY_LOCALITIES", $"{options.Count}"),
            new("ARGOSY_ROOT", root),
            .. Shared(options, keyFile),
        ], cores?.Share(number, options.Count)))];
    }

    // srun gives every task its number and the nodes; the root follows from them.
    private static LocalityStart BySlurm(LaunchOptions options, string keyFile) => new(
        0,
        [
            "srun", $"--ntasks={options.Count}", "--label", "--kill-on-bad-exit=1", "--export=ALL", "--",
            .. options.Program
        ],
        Shared(options, keyFile), Cores: null); // srun has a --cpu-bind of its own

    private static List<KeyValuePair<string, string>> Shared(LaunchOptions options, string keyFile)
    {
        var shared = new List<KeyValuePair<string, string>> { new("ARGOSY_KEY_FILE", keyFile) };
        if (options.Parcelport is { } parcelport)
            shared.Add(new("ARGOSY_PARCELPORT", parcelport));
        return shared;
    }

    // Free now; if another process takes it before the root does, the root reports an error and the run ends.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
