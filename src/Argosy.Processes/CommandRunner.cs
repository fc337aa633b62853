using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Processes;

/// <summary>Runs commands: output captured and passed on line by line,
/// cancelling ends the whole process tree.</summary>
/// <param name="log">Receives each line as it comes, and the command itself.</param>
/// <param name="host">The machine that they run on; null for this one.</param>
public sealed partial class CommandRunner(Action<string> log, Host? host = null)
{
    // For output still in transit when the program has ended, also on a busy machine.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private const string MissingProgram = "ARG0301";

    /// <summary>Logs nothing, for commands of one answer.</summary>
    public static CommandRunner Silent { get; } = new(static _ => { });

    /// <summary>The machine that commands run on.</summary>
    public Host Host { get; } = host ?? Host.Detect();

    /// <summary>Whether it is error ARG0301, a missing program: a proof that needs it is inconclusive,
    /// not failed.</summary>
    public static bool IsMissingProgram(ArgosyException error) => error.Diagnostics[0].Id == MissingProgram;

    /// <summary>Passes a line to the log: for output that comes by another way than a program's pipes.</summary>
    public void Log(string line) => log(line);

    /// <summary>Runs to the end, whatever the exit code. Error ARG0301 where the program isn't there.</summary>
    public async Task<CommandResult> TryRunAsync(Command command, CancellationToken cancellation)
    {
        log($"$ {command}");
        using var process = Start(command);
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (command.Timeout is { } timeout) clock.CancelAfter(timeout);
        var output = new StringBuilder();
        var error = new StringBuilder();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, output, command.OutputLine ?? log),
            ReadAsync(process.StandardError, error, command.ErrorLine ?? log));
        try
        {
            await WriteAsync(process, command, clock.Token);
            await process.WaitForExitAsync(clock.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            await ReadRestAsync(reading);
            return new(process.ExitCode, Text(output), Text(error), TimedOut: true);
        }

        await ReadRestAsync(reading);
        return new(process.ExitCode, Text(output), Text(error));
    }

    /// <summary>Runs and expects exit code 0, else error ARG0302 with the last lines of its output.</summary>
    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellation)
    {
        var result = await TryRunAsync(command, cancellation);
        if (result.Succeeded) return result;
        var how = result.TimedOut ? $"took longer than {command.Timeout}" : $"ended with exit code {result.ExitCode}";
        throw new ArgosyException(new Diagnostic("ARG0302", new(Path.GetFileName(command.Program)),
            $"'{command}' {how}:\n{result.Tail()}\n", "The task's log has all of its output."));
    }

    // A process that it leaves running may keep its output open for ever.
    private static async Task ReadRestAsync(Task reading)
    {
        if (await Task.WhenAny(reading, Task.Delay(s_patience)) == reading) await reading;
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder text, Action<string> say)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            say(line);
            lock (text) text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    private static async Task WriteAsync(Process process, Command command, CancellationToken cancellation)
    {
        // Writing to a pipe can't be cancelled: it ends with its reader.
        using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
        try
        {
            if (command.Input is { } text) await process.StandardInput.WriteAsync(text);
            if (command.WriteInput is { } write) await write(process.StandardInput.BaseStream, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of its input: its exit code shows whether that matters.
        }
    }

#pragma warning disable RS0030 // the one place that starts programs by .NET's Process
    private static Process Start(Command command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.Folder ?? "",
        };
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        try
        {
            return StartWhenWritten(start);
        }
        catch (Win32Exception e)
        {
            throw new ArgosyException(new Diagnostic(MissingProgram, new(command.Program),
                $"it can't be started: {e.Message}",
                "Run ./build.sh, which installs what is missing, or install the program."), e);
        }
    }

    // A program written a moment ago is still open for writing in any process that another thread forks just then,
    // until that one has called exec: the kernel's ETXTBSY is temporary.
    private static Process StartWhenWritten(ProcessStartInfo start)
    {
        const int textFileBusy = 26;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception e) when (e.NativeErrorCode == textFileBusy && attempt < 50)
            {
                Thread.Sleep(10);
            }
        }
    }
#pragma warning restore RS0030
}
