using System.Diagnostics;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>One of our .NET programs in its own process; killed with all its children at the end of the test.</summary>
internal sealed class DotnetProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    /// <param name="program">The assembly metadata that names the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables in addition to the test's own.</param>
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

    /// <summary>Starts the program by a launcher, after the launcher's own arguments; optionally on a terminal.</summary>
    internal static DotnetProcess By(string[] launcher, string program, params string[] arguments) =>
        new([.. launcher, Host, NativeLibraryPlace.Metadata(program), .. arguments], [("TERM", "dumb")]);

    internal int Id => process.Id;

    internal Task<string?> ReadLineAsync() => process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Wait);

    /// <param name="limit">The time limit; <see cref="Bound.Wait"/> by default.</param>
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
