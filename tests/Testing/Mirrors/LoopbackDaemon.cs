using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Argosy.Testing;

/// <summary>A server of this machine on loopback, in its own folder, until it is disposed.</summary>
internal abstract class LoopbackDaemon : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _log;
    private bool _isEnded;

    protected LoopbackDaemon(TestFolder folder, int port, string program, params string[] arguments)
    {
        (Folder, Port) = (folder, port);
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        _log = _process.StandardError.ReadToEndAsync();
    }

    public int Port { get; }

    /// <summary>What it logged, once it has ended.</summary>
    public Task<string> Log => _log;

    protected TestFolder Folder { get; }

    public async ValueTask DisposeAsync()
    {
        // A test may have ended it already.
        if (_isEnded) return;
        _isEnded = true;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Folder.Dispose();
    }

    /// <summary>Waits until it accepts connections.</summary>
    protected async Task StartedAsync()
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            if (_process.HasExited) throw new InvalidOperationException(await _log);
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, deadline.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }
}
