using System.Diagnostics;
using Argosy.Processes.Trees;

namespace Argosy.Processes.Tests;

public sealed class CompilerServerTests
{
    [Fact]
    public async Task Disposing_ends_the_server_of_its_name_alone()
    {
        using var other = new CompilerServer();
        using var ofOther = Serve(other);
        using (var server = new CompilerServer())
        {
            server.Variables["UseSharedCompilation"].ShouldBe("true");
            using var own = Serve(server);
            var socket = $"/tmp/{server.Variables["SharedCompilationId"]}";
            await File.WriteAllTextAsync(socket, "");
            server.Dispose();
            File.Exists(socket).ShouldBeFalse();
            await own.WaitForExitAsync().WaitAsync(Patience.Limit);
            own.ExitCode.ShouldBe(128 + Signals.Kill);
        }

        ofOther.HasExited.ShouldBeFalse();
        other.Dispose();
        await ofOther.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    // As the compiler starts it.
    private static Process Serve(CompilerServer server)
    {
        var process = Process.Start(new ProcessStartInfo(
            "sh", ["-c", "echo begun; read line", "sh", $"-pipename:{server.Variables["SharedCompilationId"]}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardOutput.ReadLine().ShouldBe("begun");
        return process;
    }
}
