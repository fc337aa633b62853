using System.ComponentModel;
using System.Diagnostics;

namespace Argosy.Bench;

/// <summary>Another program.</summary>
internal static class Peer
{
    /// <summary>Whether the program is there.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="version">The argument that makes it do nothing else.</param>
    public static async Task<bool> IsThereAsync(string program, string version = "--version")
    {
        try
        {
            await RunAsync(program, version);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed:\n{error}");
    }
}
