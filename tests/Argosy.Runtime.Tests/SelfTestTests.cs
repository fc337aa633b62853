using System.Diagnostics;

namespace Argosy.Runtime.Tests;

public sealed class SelfTestTests
{
    [NativeFact]
    public async Task Two_processes_move_and_check_every_byte()
    {
        var folder = Directory.CreateTempSubdirectory("argosy-");
        try
        {
            var server = RunAsync("--serve", folder.FullName);
            var client = RunAsync("--connect", folder.FullName);
            foreach (var (code, output) in await Task.WhenAll(server, client))
            {
                output.ShouldContain("PASS");
                code.ShouldBe(0, output);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [NativeFact]
    public async Task Without_a_usable_provider_the_self_test_ends_with_2()
    {
        var (code, output) = await RunAsync("--provider", "no-such-provider");
        output.ShouldContain("NO PROVIDER: ARG0805");
        code.ShouldBe(2);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [NativeLibraryPlace.Metadata("SelfTest"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience.Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
