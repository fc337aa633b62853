using System.Diagnostics;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>A Slurm program in the foreground, and its output. Killed at the end of the test.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly string _name;
    private readonly Process _process;
    private readonly List<string> _lines = [];

    internal Daemon(string name, string configuration, params string[] arguments)
    {
        _name = name;
        var start = new ProcessStartInfo(SlurmPrograms.At(name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["SLURM_CONF"] = configuration;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal bool HasEnded => _process.HasExited;

    /// <summary>Its last output, for the error of a wait that timed out.</summary>
    public override string ToString()
    {
        lock (_lines)
            return $"{_name}{(_process.HasExited ? $" ended with {_process.ExitCode}" : "")}:\n"
                + $"{string.Join('\n', _lines.TakeLast(12))}\n";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit(SlurmCluster.s_wait);
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_lines)
            _lines.Add(line ?? "");
    }
}
