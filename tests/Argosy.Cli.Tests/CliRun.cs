using System.Diagnostics;

namespace Argosy.Cli.Tests;

/// <summary>One run of the tool as a separate process with its own cache.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    internal static Task<CliRun> OfAsync(string caches, params string[] arguments) => FedAsync(caches, "", arguments);

    /// <summary>Runs the tool with a text on its standard input.</summary>
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
        // A command that doesn't read its input may have ended already.
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
