using System.Diagnostics;
using System.Security.Cryptography;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>
/// A private Slurm: munged, slurmctld and two slurmd in its own folder, on free ports of the loopback interface. Needs
/// no systemd and no cgroups. Does nothing if Slurm isn't installed.
/// </summary>
public sealed class SlurmCluster : IAsyncLifetime
{
    /// <summary>The limit of each Slurm operation: on an idle machine all of them end within two seconds.</summary>
    internal static readonly TimeSpan s_wait = Patience.Limit;

    private static readonly string[] s_nodes = ["argosy-na", "argosy-nb"];

    private readonly Stack<Daemon> _daemons = new();

    /// <summary>Also the home directory of the cluster's users. A socket's path has at most 107 bytes.</summary>
    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("slurm");

    internal (string Name, string Value)[] Environment => [("SLURM_CONF", Configuration), ("HOME", Folder.FullName)];

    private string Configuration => At("slurm.conf");

    public async ValueTask InitializeAsync()
    {
        if (SlurmPrograms.Missing is not null)
            return;
        WriteFiles();
        // Uses --force, since the parent folder may be closed to other users; all callers here are root.
        Start(
            "munged", "--foreground", "--force", "--socket", At("munge.sock"), "--key-file", At("munge.key"),
            "--pid-file", At("munge.pid"), "--log-file", At("munge.log"), "--seed-file", At("munge.seed"));
        await UntilAsync(() => Task.FromResult(File.Exists(At("munge.sock"))));
        Start("slurmctld", "-D");
        foreach (var node in s_nodes)
            Start("slurmd", "-D", "-N", node);
        await UntilAsync(async () =>
            (await AskAsync("sinfo", "--noheader", "--Node", "--states=idle"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 2);
    }

    /// <summary>Waits until no job uses a node any more.</summary>
    internal Task UntilIdleAsync() => UntilAsync(async () => (await AskAsync("squeue", "--noheader")).Length == 0);

    public async ValueTask DisposeAsync()
    {
        if (_daemons.Count > 0)
        {
            // Processes of a failed test end with their job: slurmd's tasks aren't its children.
            await AskAsync("scancel", "--user=root");
            await UntilIdleAsync();
        }
        while (_daemons.TryPop(out var daemon))
            daemon.Dispose();
        Folder.Delete(recursive: true);
    }

    private string At(string file) => Path.Combine(Folder.FullName, file);

    private void WriteFiles()
    {
        // munged requires that all users can reach its socket.
        File.SetUnixFileMode(Folder.FullName, (UnixFileMode)0b111_001_001);
        foreach (var folder in (string[])["state", .. s_nodes])
            Folder.CreateSubdirectory(folder);
        File.WriteAllBytes(At("munge.key"), RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(At("munge.key"), UnixFileMode.UserRead);
        var text = File.ReadAllText(Path.Combine(
            NativeLibraryPlace.Metadata("RepoRoot"), "tests/Argosy.Runtime.Tests/Launching/slurm.conf"));
        int[] ports = [ServerPort.Take(), ServerPort.Take(), ServerPort.Take()];
        File.WriteAllText(
            Configuration,
            text.Replace("@folder@", Folder.FullName).Replace("@controller@", $"{ports[0]}")
                .Replace("@na@", $"{ports[1]}").Replace("@nb@", $"{ports[2]}"));
    }

    private void Start(string name, params string[] arguments) => _daemons.Push(new(name, Configuration, arguments));

    private async Task<string> AskAsync(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(SlurmPrograms.At(name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["SLURM_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(s_wait);
        using var killing = limit.Token.Register(process.Kill);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var answer = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        // Most likely the controller isn't ready yet.
        return process.ExitCode == 0 ? answer.Trim() : $"{name}: {await errors}";
    }

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > s_wait || _daemons.Any(one => one.HasEnded))
                throw new TimeoutException(
                    $"Slurm isn't ready after {watch.Elapsed.TotalSeconds:0} s:\n{string.Concat(_daemons)}");
            await Task.Delay(20);
        }
    }
}
