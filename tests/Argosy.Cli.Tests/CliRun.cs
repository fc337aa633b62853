using System.Diagnostics;

namespace Argosy.Cli.Tests;

/// <summary>One run of the tool as its users run it: another process, with a cache of its own.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    internal static Task<CliRun> OfAsync(string caches, params string[] arguments) => FedAsync(caches, "", arguments);

    /// <summary>The same with something on its standard input.</summary>
    internal static async Task<CliRun> FedAsync(string caches, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "argosy.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XDG_CACHE_HOME"] = caches },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        // A command that reads nothing may have ended before.
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }

        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }
}
