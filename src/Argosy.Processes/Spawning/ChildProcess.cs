using Argosy.Platforms.Diagnostics;
using Argosy.Processes.Trees;

namespace Argosy.Processes.Spawning;

/// <summary>A child process: its output goes to a log line by line, read by the thread that waits for it.</summary>
public sealed class ChildProcess
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

    /// <summary>Takes over a child that <see cref="Spawn"/> started.</summary>
    /// <param name="program">Its name, for errors.</param>
    /// <param name="process">A child that no one else waits for.</param>
    /// <param name="output">The pipe that it writes to; this object closes it.</param>
    /// <param name="log">Receives each line.</param>
    public ChildProcess(string program, int process, int output, Action<string> log)
    {
        (_program, _process, _output, _lines) = (program, process, output, new(log));
        OutputPump.Watch(output, ReadReady);
    }

    /// <summary>Waits for its end, and reads its output until then. Surviving processes may keep the output open: it
    /// goes to the log as long as someone writes, but nothing waits for it.
    /// Error ARG0750 if it can't be reaped.</summary>
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

    /// <summary>The same with a limit, after which it is killed.</summary>
    /// <returns>Whether it ended by itself.</returns>
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

    /// <summary>Its exit code, 128 + n if signal n ended it. It must have been waited for.</summary>
    public int GetExitCode() => _exitCode ?? throw new InvalidOperationException($"{_program} has not ended");

    /// <summary>Kills and reaps it, unless it has ended.</summary>
    public void Kill()
    {
        // Until it is reaped, no other process has its number.
        lock (_ending)
        {
            if (_reaped) return;
            Signals.Send(_process, Signals.Kill);
        }

        Reap();
        lock (_reading) ReadRest();
    }

    private void ReadReady()
    {
        lock (_reading) ReadOnce(wait: false);
    }

    // Surviving processes may keep the pipe open and continue to write: this reads only what is available now.
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

    // The number of bytes: 0 at the end, and if nothing is available now.
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
            throw new ArgosyException(new Diagnostic("ARG0750", new(_program),
                "the system doesn't tell how it ended: SIGCHLD is ignored",
                "Start the build from a program that doesn't ignore that signal, such as a shell."));
        }
    }
}
