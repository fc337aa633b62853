using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Shutdown;
using Cake.Core.IO;

namespace Cake.Argosy.Module.Processes;

/// <summary>A task's process: its output goes to the task's log line by line, and whoever waits for it reads it.</summary>
internal sealed class ChildProcess : IProcess
{
    private const int BufferSize = 16 * 1024;
    private readonly string _program;
    private readonly int _process;
    private readonly int _output;
    private readonly LineSplitter _lines;
    private readonly Lock _reading = new();
    private readonly Lock _ending = new();
    private bool _closed;
    private int? _exitCode;
    private bool _reaped;

    /// <param name="program">Its name, for errors.</param>
    /// <param name="process">A child that nobody else waits for.</param>
    /// <param name="output">The pipe that it writes to; closed from here.</param>
    /// <param name="log">Gets each line.</param>
    public ChildProcess(string program, int process, int output, Action<string> log)
    {
        (_program, _process, _output, _lines) = (program, process, output, new(log));
        OutputPump.Watch(output, ReadReady);
    }

    /// <summary>Waits for its end, and reads what it printed until then. What it leaves running may keep the output open:
    /// that goes to the log as long as the task runs, but nobody waits for it.</summary>
    public void WaitForExit()
    {
        lock (_reading)
        {
            if (!_closed)
            {
                OutputPump.Leave(_output);
                using (var end = new ChildEnd(_process))
                {
                    while (!_closed && end.AwaitOutput(_output)) ReadOnce(wait: true);
                }

                ReadRest();
                if (!_closed) OutputPump.Watch(_output, ReadReady);
            }
        }

        Reap();
    }

    public bool WaitForExit(int milliseconds)
    {
        if (!Children.EndsWithin(_process, milliseconds))
        {
            Kill();
            return false;
        }

        Reap();
        lock (_reading) ReadRest();
        return true;
    }

    public int GetExitCode() => _exitCode ?? throw new InvalidOperationException($"{_program} has not ended");

    public IEnumerable<string> GetStandardError() => [];

    public IEnumerable<string> GetStandardOutput() => [];

    public void Kill()
    {
        // As long as it isn't reaped, its number is nobody else's.
        lock (_ending)
        {
            if (_reaped) return;
            Signals.Send(_process, Signals.Kill);
        }

        Reap();
        lock (_reading) ReadRest();
    }

    // The process goes on; what it still writes is read and logged.
    public void Dispose()
    {
    }

    private void ReadReady()
    {
        lock (_reading) ReadOnce(wait: false);
    }

    // What it left running may keep the pipe open for longer than its own time, and go on writing: only what is there now.
    private void ReadRest()
    {
        if (_closed) return;
        for (var left = Children.Available(_output); left >= 0 && !_closed;)
        {
            var count = ReadOnce(wait: false);
            left -= count;
            if (count == 0) break;
        }
    }

    // How many bytes: 0 at the end, and where there is nothing to read now.
    private int ReadOnce(bool wait)
    {
        if (_closed || (!wait && !Children.IsReadable(_output, 0))) return 0;
        Span<byte> buffer = stackalloc byte[BufferSize];
        var count = Children.Read(_output, buffer);
        if (count == 0) Close();
        else _lines.Add(buffer[..count]);
        return count;
    }

    private void Close()
    {
        _closed = true;
        _lines.End();
        OutputPump.Leave(_output);
        _ = Children.Close(_output);
    }

    private void Reap()
    {
        var waited = _reaped || Children.AwaitEnd(_process);
        lock (_ending)
        {
            if (_reaped) return;
            _reaped = true;
            _exitCode = waited ? Children.TryReap(_process) : null;
        }

        if (_exitCode is null)
        {
            throw new ArgosyException(new Diagnostic("ARG0750", new(_program), "the system doesn't tell how it ended: SIGCHLD is ignored",
                "Start the build from a program that doesn't ignore that signal, such as a shell."));
        }
    }
}
