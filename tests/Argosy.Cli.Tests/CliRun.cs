using System.Diagnostics;

namespace Argosy.Cli.Tests;

/// <summary>One run of the tool as its users run it: another process, with a cache of its own.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    internal static async Task<CliRun> OfAsync(string caches, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "argosy.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_CACHE_HOME"] = caches },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
