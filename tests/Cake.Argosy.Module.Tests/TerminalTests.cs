using System.Diagnostics;
using System.Text;

namespace Cake.Argosy.Module.Tests;

/// <summary>A build on a real pseudo-terminal.</summary>
[Trait("Category", "Slow")]
public sealed class TerminalTests
{
    // Interrupts, two a second, after which a build that still runs is given up.
    private const int Patience = 80;

    [Fact]
    public async Task A_build_leaves_its_finished_tasks_and_the_table()
    {
        using var project = new CakeScript("""
            Task("Long").Does(() => System.Threading.SpinWait.SpinUntil(() => System.IO.File.Exists("seen"), 300_000));
            Task("Default").IsDependentOn("Long");
            """);
        using var process = project.StartOnTerminal(60, 12);
        var written = await ReadAsync(process, until: "0/1  1 running, 0 queued");
        File.WriteAllText(project.At("seen"), "");
        written += await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0, written);
        using var screen = new Screen(60, 12);
        screen.Write(written);
        screen.Lines[0].ShouldMatch(@"^\[1/1\] ✓ Long  [\d.]+ s$");
        screen.Lines.ShouldContain(l => l.StartsWith("1 tasks: 1 done in "));
        screen.Lines.ShouldNotContain(l => l.Contains('━'));
        screen.IsCursorVisible.ShouldBeTrue();
    }

    [Fact]
    public async Task A_build_killed_at_once_by_a_second_interrupt_leaves_no_block_and_a_visible_cursor()
    {
        using var project = new CakeScript("""
            Task("Deaf").Does(() => {
                System.IO.File.WriteAllText("pid", Environment.ProcessId.ToString());
                System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);
            });
            // The first interrupt ends the run in order, in which this is never done.
            Teardown(_ => System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite));
            Task("Default").IsDependentOn("Deaf");
            """);
        using var process = project.StartOnTerminal(60, 12);
        var written = await ReadAsync(process, until: "  Deaf ");
        var build = await File.ReadAllTextAsync(project.At("pid"));
        var rest = process.StandardOutput.ReadToEndAsync();

        // The engine takes a second signal within two seconds for an echo of the first: repeat it until the end.
        for (var count = 0; !process.WaitForExit(500); count++)
        {
            var signal = count < Patience ? "-INT" : "-KILL";
            Process.Start("kill", [signal, build]).WaitForExit();
            count.ShouldBeLessThan(Patience, "the build is deaf to interrupts");
        }

        using var screen = new Screen(60, 12);
        written.ShouldContain("\u001b[?25l");
        screen.Write(written + await rest);
        screen.IsCursorVisible.ShouldBeTrue();
        screen.Lines.ShouldNotContain(l => l.Contains("Deaf  "));
    }

    private static async Task<string> ReadAsync(Process process, string until)
    {
        var text = new StringBuilder();
        var buffer = new char[1024];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var count = await process.StandardOutput.ReadAsync(buffer);
            count.ShouldBeGreaterThan(0, text.ToString());
            text.Append(buffer, 0, count);
        }

        return text.ToString();
    }
}
