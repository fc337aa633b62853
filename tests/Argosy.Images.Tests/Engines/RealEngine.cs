using System.Diagnostics;
using Argosy.Images.Engines;
using Argosy.Images.Proof;
using Argosy.Processes;
using Argosy.Processes.Spawning;

namespace Argosy.Images.Tests.Engines;

/// <summary>An engine of Debian's, started by the test with its own folders, and ended by its process id.</summary>
internal sealed class RealEngine : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly TestFolder _folder = new();
    private readonly List<string> _said = [];
    private IContainerEngine? _engine;
    private PodmanService? _podman;
    private Process? _daemon;

    private RealEngine()
    {
    }

    public IContainerEngine Engine => _engine!;

    /// <summary>Its socket; null for podman's, which is its own.</summary>
    public string? Socket { get; private set; }

    public bool HasExplicitLimits => _podman is not null;

    /// <summary>Starts it; the test is skipped where this machine can't.</summary>
    public static async Task<RealEngine> StartAsync(EngineKind kind, Action<string> log)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess || kind == EngineKind.Podman,
            $"{kind} can be started by root alone");
        // build/packages.txt brings the other two.
        Assert.SkipUnless(kind != EngineKind.Docker || ProgramSearch.TryFindOnPath("dockerd") is not null,
            "there is no dockerd on this machine");
        var engine = new RealEngine();
        try
        {
            var runner = new CommandRunner(log);
            switch (kind)
            {
                case EngineKind.Podman: await engine.StartPodmanAsync(runner); break;
                case EngineKind.Docker: engine.StartDocker(); break;
                default: engine.StartContainerd(runner); break;
            }

            await engine.AwaitAnswerAsync(kind);
            return engine;
        }
        catch
        {
            foreach (var line in engine._said) log(line);
            await engine.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        if (_podman is not null) await _podman.DisposeAsync();
        if (_daemon is not null)
        {
            // docker ends its containerd, too.
            Argosy.Processes.Trees.Signals.Send(_daemon.Id, Terminate);
            await _daemon.WaitForExitAsync();
            _daemon.Dispose();
        }

        _folder.Dispose();
    }

    private async Task StartPodmanAsync(CommandRunner runner)
    {
        Directory.CreateDirectory(_folder["podman"]);
        _podman = PodmanService.Start(runner, _folder["podman"]);
        _engine = _podman.Engine;
        var failed = await _podman.WaitUntilReadyAsync(Patience.Limit, default);
        Assert.SkipUnless(failed is null, $"podman can't be started here: {failed?.Tail(1)}");
    }

    private void StartDocker()
    {
        Socket = _folder["d.sock"];
        // Neither the machine's network nor its docker are touched.
        StartDaemon("dockerd",
            "--data-root", _folder["data"], "--exec-root", _folder["exec"], "--pidfile", _folder["pid"],
            "--host", $"unix://{Socket}", "--iptables=false", "--ip6tables=false", "--ip-masq=false", "--bridge=none",
            "--config-file", _folder.Write("daemon.json", "{}"));
        _engine = new DockerApiEngine(Socket);
    }

    private void StartContainerd(CommandRunner runner)
    {
        Socket = _folder["c.sock"];
        StartDaemon("containerd", "--config", _folder.Write("config.toml", $"""
            version = 2
            root = "{_folder["root"]}"
            state = "{_folder["state"]}"
            disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
            [grpc]
            address = "{Socket}"
            """));
        _engine = new ContainerdEngine(runner, Socket);
    }

    private void StartDaemon(string program, params string[] arguments)
    {
        _daemon = new Process
        {
            StartInfo = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        };
        _daemon.OutputDataReceived += Hear;
        _daemon.ErrorDataReceived += Hear;
        _daemon.Start();
        _daemon.BeginOutputReadLine();
        _daemon.BeginErrorReadLine();

        void Hear(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is null) return;
            lock (_said) _said.Add(line.Data);
        }
    }

    private async Task AwaitAnswerAsync(EngineKind kind)
    {
        using var deadline = new CancellationTokenSource(Patience.Limit);
        while (Socket is not null)
        {
            if (_daemon!.HasExited) break;
            try
            {
                if (File.Exists(Socket)) await Engine.DescribeAsync(deadline.Token);
                else throw new FileNotFoundException();
                return;
            }
            catch (Exception e) when (e is Argosy.Platforms.Diagnostics.ArgosyException or FileNotFoundException)
            {
                await Task.Delay(50, deadline.Token);
            }
        }

        // It runs on every machine where root may mount, as a virtual machine of CI; in a container it may not.
        Assert.SkipWhen(_daemon?.HasExited == true, $"{kind} can't be started here: {_said.LastOrDefault()}");
    }
}
