using System.Diagnostics;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes.Spawning;

namespace Argosy.Processes;

public sealed partial class CommandRunner
{
    /// <summary>Passes a command's standard output to a reader as bytes, and expects exit code 0,
    /// else error ARG0302.</summary>
    /// <remarks>Not logged line by line: the bytes are an archive, and there is one for every package of a root. A
    /// reader that stops early or disposes the stream is no error; the rest is read and discarded, so that the program
    /// isn't ended by a closed pipe.</remarks>
    public static async Task ReadBytesAsync(Command command, Action<Stream> read, CancellationToken cancellation)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Exception? broken = null;
        try
        {
            using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
            broken = await Task.Run(() => Consume(process, read), CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        cancellation.ThrowIfCancellationRequested();
        // The program's own error explains more than the truncated stream it leaves.
        if (process.ExitCode != 0 && broken is null or EndOfStreamException or InvalidDataException)
        {
            throw new ArgosyException(new Diagnostic("ARG0302", new(Path.GetFileName(command.Program)),
                $"'{command}' ended with exit code {process.ExitCode}:\n{(await error).TrimEnd()}\n",
                "The task's log has all of its output."), broken);
        }

        if (broken is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
    }

    private static Exception? Consume(Process process, Action<Stream> read)
    {
        try
        {
            using (var output = new UnclosedStream(process.StandardOutput.BaseStream)) read(output);
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!process.HasExited && !process.WaitForExit(milliseconds: 100)) process.Kill(entireProcessTree: true);
            return e;
        }
    }
}
