using System.Diagnostics;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>A .NET program of ours in a process of its own; killed with all it started when the test is over.</summary>
internal sealed class DotnetProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    /// <param name="program">The metadata that names it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What it finds beside the test's own variables.</param>
    internal DotnetProcess(string program, string[] arguments, params (string Name, string Value)[] environment)
        : this([Host, NativeLibraryPlace.Metadata(program), .. arguments], environment)
    {
    }

    private DotnetProcess(string[] command, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    private static string Host => Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    /// <summary>The same by a launcher, which is given the program behind its own arguments; it may give that a terminal.</summary>
    internal static DotnetProcess By(string[] launcher, string program, params string[] arguments) =>
        new([.. launcher, Host, NativeLibraryPlace.Metadata(program), .. arguments], [("TERM", "dumb")]);

    internal int Id => process.Id;

    internal Task<string?> ReadLineAsync() => process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Wait);

    /// <param name="limit">How long it may take; <see cref="Bound.Wait"/> by default.</param>
    internal async Task<(int Code, string Output, string Errors)> EndAsync(TimeSpan? limit = null)
    {
        var wait = limit ?? Bound.Wait;
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(wait);
        await process.WaitForExitAsync().WaitAsync(wait);
        return (process.ExitCode, output, await errors.WaitAsync(wait));
    }

    /// <summary>SIGKILL.</summary>
    internal void Kill() => process.Kill();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
