namespace Argosy.Processes.Tests;

/// <summary>Commands, with real programs.</summary>
public sealed class CommandRunnerTests
{
    [Fact]
    public async Task A_reader_of_bytes_may_stop_early_and_dispose_the_stream()
    {
        var read = 0;
        await CommandRunner.ReadBytesAsync(new("head", "-c", "1000000", "/dev/zero"), stream =>
        {
            using (stream) read = stream.ReadByte();
        }, CancellationToken.None);
        read.ShouldBe(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_a_command_leaves_running_with_its_output_does_not_hold_it()
    {
        using var scratch = new TestFolder();
        // The one left running ends when the pipe has been written to.
        var command = new Command("sh", "-c", "mkfifo pipe; (read x < pipe) & echo told") { Folder = scratch.Path };

        var result = await new CommandRunner(_ => { }).TryRunAsync(command, CancellationToken.None);

        (result.ExitCode, result.Output).ShouldBe((0, "told\n"));
        File.WriteAllText(scratch["pipe"], "\n");
    }
}
