using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>docker-registry on a free port of this machine; it ends with its owner.</summary>
internal sealed class RegistryServer : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly Process _server;

    /// <param name="folder">The folder of all its data.</param>
    public RegistryServer(string folder)
    {
        var port = FreePort();
        Address = $"127.0.0.1:{port}";
        var settings = Path.Combine(folder, "registry.yaml");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Projects", "registry.yaml"), settings);
        var start = new ProcessStartInfo("docker-registry", ["serve", settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        // The registry can read each of its settings from a variable.
        start.Environment["REGISTRY_HTTP_ADDR"] = Address;
        start.Environment["REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY"] = Path.Combine(folder, "data");
        _server = Process.Start(start)!;
        _ = _server.StandardOutput.ReadToEndAsync();
        _ = _server.StandardError.ReadToEndAsync();
        AwaitReady(port);
    }

    public string Address { get; }

    public void Dispose()
    {
        if (!_server.HasExited) _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void AwaitReady(int port)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (!_server.HasExited && clock.Elapsed < s_patience)
            {
                Thread.Yield();
            }
        }
    }
}
