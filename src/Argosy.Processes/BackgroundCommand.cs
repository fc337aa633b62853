using System.Diagnostics;
using System.Text;
using Argosy.Processes.Trees;

namespace Argosy.Processes;

/// <summary>A running command. Disposing it ends its process tree, and returns when no process of it is left.</summary>
public sealed class BackgroundCommand : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;
    private volatile bool _ending;

    internal BackgroundCommand(Process process, Action<string> output, Action<string> error)
    {
        _process = process;
        process.StandardInput.Close();
        _reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, _output, output), ReadAsync(process.StandardError, _error, error));
        Ended = AwaitEndAsync();
    }

    /// <summary>The id of its first process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Its result, once it has ended, by itself or by <see cref="DisposeAsync"/>.</summary>
    public Task<CommandResult> Ended { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        // The first process last: one that waits for its children, as unshare(1) does for a process namespace, then
        // ends after everything in that namespace.
        var below = _process.HasExited ? [] : ProcessTree.Below(ProcessId).ToList();
        foreach (var process in below) Signals.Send(process, Signals.Kill);
        if (below.Count > 0) await Task.WhenAny(Ended, Task.Delay(s_patience));
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await Ended;
        _process.Dispose();
    }

    private async Task<CommandResult> AwaitEndAsync()
    {
        await _process.WaitForExitAsync();
        // A process that it left running may keep its output open for ever.
        if (await Task.WhenAny(_reading, Task.Delay(s_patience)) == _reading) await _reading;
        return new(_process.ExitCode, Text(_output), Text(_error));
    }

    private async Task ReadAsync(StreamReader reader, StringBuilder text, Action<string> say)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            // What it says about being ended is no news.
            if (!_ending) say(line);
            lock (text) text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
