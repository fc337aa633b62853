using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Launch;

/// <summary>A locality's process and its output; or srun, which runs all of them.</summary>
internal sealed partial class LocalityProcess : IDisposable
{
    private const int Sigint = 2;
    private const int Sigterm = 15;

    private readonly Process _process;
    private readonly Task _printing;
    private readonly SrunMessages? _srun;

    private LocalityProcess(Process process, Task printing, SrunMessages? srun)
    {
        _process = process;
        _printing = printing;
        _srun = srun;
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The program doesn't exist.</exception>
    internal static LocalityProcess Start(LocalityStart start, bool bySlurm)
    {
        var info = new ProcessStartInfo(start.Program[0], start.Program.Skip(1))
        {
            // srun labels lines itself.
            RedirectStandardOutput = !bySlurm,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;
        var process = start.Cores is { } cores ? cores.Start(info) : Process.Start(info)!;
        if (bySlurm)
        {
            var messages = new SrunMessages();
            return new(process, messages.CopyAsync(process.StandardError, Console.Error), messages);
        }
        return new(process, Task.WhenAll(
            OutputLines.CopyAsync(process.StandardOutput, Console.Out, start.Number, Console.IsOutputRedirected),
            OutputLines.CopyAsync(process.StandardError, Console.Error, start.Number, Console.IsErrorRedirected)),
            null);
    }

    /// <returns>Its exit code, after all its output was forwarded.</returns>
    internal async Task<int> WhenEndedAsync()
    {
        await _process.WaitForExitAsync();
        // A grandchild may keep the pipes open: the wait is short.
        await Task.WhenAny(_printing, Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode == 0 ? 0 : _srun?.FirstFailure ?? _process.ExitCode;
    }

    /// <summary>Forwards a signal, which the program may handle. Completes when it is delivered.</summary>
    internal Task AskAsync(PosixSignal signal)
    {
        if (_srun is not null)
            return AskTasksAsync(_srun, signal);
        Send(signal == PosixSignal.SIGINT ? Sigint : Sigterm);
        return Task.CompletedTask;
    }

    /// <summary>Ends it and its children.</summary>
    internal async Task KillAsync()
    {
        if (_srun is not null)
            await KillTasksAsync();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    public void Dispose() => _process.Dispose();

    private void Send(int signal)
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
