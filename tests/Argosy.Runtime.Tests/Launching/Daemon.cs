using System.Diagnostics;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>A Slurm program in the foreground, and its output. Killed at the end of the test.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly string name;
    private readonly Process process;
    private readonly List<string> lines = [];

    internal Daemon(string name, string configuration, params string[] arguments)
    {
        this.name = name;
        var start = new ProcessStartInfo(SlurmPrograms.At(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = configuration;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal bool HasEnded => process.HasExited;

    /// <summary>Its last output, for the error of a wait that timed out.</summary>
    public override string ToString()
    {
        lock (lines)
            return $"{name}{(process.HasExited ? $" ended with {process.ExitCode}" : "")}:\n{string.Join('\n', lines.TakeLast(12))}\n";
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit(SlurmCluster.Wait);
        process.Dispose();
    }

    private void Note(string? line)
    {
        lock (lines)
            lines.Add(line ?? "");
    }
}
