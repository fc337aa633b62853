namespace Argosy.Processes.Tests;

/// <summary>Commands that run beside their caller, with real programs.</summary>
public sealed class BackgroundCommandTests
{
    [Fact]
    public async Task Disposing_ends_every_process_of_it()
    {
        var mark = $"endless-{Guid.NewGuid():N}";
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = new CommandRunner(line =>
        {
            if (line == "begun") begun.TrySetResult();
        });
        await using (runner.StartInBackground(new("sh", "-c",
            $"sh -c 'echo begun; while :; do : {mark}; done' & wait")))
            await begun.Task.WaitAsync(Patience.Limit);

        Directory.EnumerateDirectories("/proc").Where(p => IsOf(p, mark)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_ends_by_itself_has_a_result()
    {
        await using var command = CommandRunner.Silent.StartInBackground(new("sh", "-c", "echo said; exit 3"));
        (await command.Ended).ShouldBe(new(3, "said\n", ""));
    }

    [Fact]
    public async Task A_stream_is_passed_to_a_program_that_may_stop_reading()
    {
        var bytes = new byte[1 << 20];
        var command = new Command("sh", "-c", "wc -c")
        {
            WriteInput = (pipe, token) => pipe.WriteAsync(bytes, token).AsTask()
        };
        (await CommandRunner.Silent.RunAsync(command, default)).Output.Trim().ShouldBe("1048576");
        (await CommandRunner.Silent.TryRunAsync(command with { Arguments = ["-c", "exit 5"] }, default))
            .ExitCode.ShouldBe(5);
    }

    [Fact]
    public async Task Output_and_errors_can_go_to_places_of_their_own()
    {
        var (log, output, error) = (new List<string>(), new List<string>(), new List<string>());
        await new CommandRunner(log.Add).RunAsync(
            new("sh", "-c", "echo out; echo err >&2") { OutputLine = output.Add, ErrorLine = error.Add }, default);
        log.ShouldHaveSingleItem().ShouldStartWith("$ sh ");
        output.ShouldBe(["out"]);
        error.ShouldBe(["err"]);
    }

    [Fact]
    public async Task A_writer_that_waits_for_something_ends_with_the_program()
    {
        var command = new Command("sh", "-c", "exit 6")
        {
            WriteInput = (_, token) => Task.Delay(Timeout.Infinite, token)
        };
        (await CommandRunner.Silent.TryRunAsync(command, default)).ExitCode.ShouldBe(6);
    }

    private static bool IsOf(string process, string mark)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(mark, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
