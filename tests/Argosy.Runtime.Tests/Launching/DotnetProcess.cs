using System.Diagnostics;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Launching;

/// <summary>One of our .NET programs in its own process; killed with all its children at the end of the test.</summary>
internal sealed class DotnetProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <param name="program">The assembly metadata that names the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables in addition to the test's own.</param>
    internal DotnetProcess(string program, string[] arguments, params (string Name, string Value)[] environment)
        : this(["dotnet", NativeLibraryPlace.Metadata(program), .. arguments], environment)
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
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the program by a launcher, after the launcher's own arguments; optionally on a
    /// terminal.</summary>
    internal static DotnetProcess By(string[] launcher, string program, params string[] arguments) =>
        new([.. launcher, "dotnet", NativeLibraryPlace.Metadata(program), .. arguments], [("TERM", "dumb")]);

    internal int Id => _process.Id;

    internal Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Bound.s_wait);

    /// <param name="limit">The time limit; <see cref="Bound.s_wait"/> by default.</param>
    internal async Task<(int Code, string Output, string Errors)> EndAsync(TimeSpan? limit = null)
    {
        var wait = limit ?? Bound.s_wait;
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(wait);
        await _process.WaitForExitAsync().WaitAsync(wait);
        return (_process.ExitCode, output, await _errors.WaitAsync(wait));
    }

    /// <summary>SIGKILL.</summary>
    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
