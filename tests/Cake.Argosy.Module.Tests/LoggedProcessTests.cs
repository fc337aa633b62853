using System.ComponentModel;
using Argosy.Engine;
using Argosy.Engine.Output;
using Argosy.Processes.Spawning;
using Cake.Core.IO;
using Path = System.IO.Path;

namespace Cake.Argosy.Module.Tests;

/// <summary>A task's processes, with real programs.</summary>
public sealed class LoggedProcessTests : IDisposable
{
    private readonly RunnerFixture _task = new();

    public void Dispose() => _task.Dispose();

    [Fact]
    public void Its_exit_code_comes_through() => _task.Shell("exit 3").ShouldBe(3);

    [Fact]
    public void A_signal_counts_as_128_and_its_number() => _task.Shell("kill -TERM $$").ShouldBe(143);

    [Fact]
    public void Output_and_errors_are_in_the_log_in_the_order_in_which_they_were_written()
    {
        _task.Shell("for i in 1 2 3; do echo out $i; echo err $i >&2; done; printf last").ShouldBe(0);

        _task.Log.ShouldBe("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\nlast\n");
    }

    [Fact]
    public void It_runs_in_its_folder() =>
        (_task.Shell("pwd", new() { WorkingDirectory = _task.Folder }), _task.Log.TrimEnd())
            .ShouldBe((0, _task.Folder));

    [Fact]
    public void It_gets_the_builds_environment_and_the_calls()
    {
        var settings = new ProcessSettings
        {
            EnvironmentVariables = new Dictionary<string, string> { ["COLOUR"] = "blå", ["HOME"] = "/there" }
        };

        _task.Shell("echo $CAKE $COLOUR $HOME; test -n \"$PATH\" -a -n \"$CAKE_VERSION\"", settings).ShouldBe(0);

        _task.Log.ShouldBe("True blå /there\n");
    }

    [Fact]
    public void It_gets_none_of_the_builds_open_files()
    {
        using var file = File.OpenRead(typeof(LoggedProcessTests).Assembly.Location);

        _task.Start("ls", "-l /proc/self/fd").WaitForExit();

        // The process that started the tests may have left others open.
        _task.Log.ShouldContain(" 1 -> pipe:");
        _task.Log.ShouldNotContain(Path.GetFileName(file.Name));
        _task.Log.ShouldNotContain("eventpoll");
    }

    [Fact]
    public void A_broken_pipe_ends_what_it_starts() => _task.Shell("yes | head -n 1; kill -PIPE $$").ShouldBe(141);

    [Fact]
    public void More_output_than_a_pipe_holds_is_read_though_nobody_waits()
    {
        var done = Path.Combine(_task.Folder, "done");
        var process = (LoggedProcess)_task.Start("sh", $"-c \"seq 100000; mkfifo {done}; echo > {done}\"");

        // The pipe that it creates at its end has a reader at once: no clock is needed.
        SpinWait.SpinUntil(() => File.Exists(done), Patience.Limit).ShouldBeTrue();
        File.ReadAllText(done).ShouldBe("\n");
        process.WaitForExit();

        _task.Log.ShouldEndWith("\n99999\n100000\n");
        _task.Log.Split('\n').Length.ShouldBe(100_001);
    }

    [Fact]
    public void One_that_takes_too_long_is_ended()
    {
        var process = _task.Start("sleep", "600");

        process.WaitForExit(50).ShouldBeFalse();
        process.GetExitCode().ShouldBe(137);
    }

    [Fact]
    public void One_that_ends_in_time_has_its_output_in_the_log()
    {
        var process = _task.Start("echo", "told");

        process.WaitForExit((int)Patience.Limit.TotalMilliseconds).ShouldBeTrue();
        process.GetExitCode().ShouldBe(0);
        _task.Log.ShouldBe("told\n");
    }

    [Fact]
    public async Task Killing_it_ends_the_wait_for_it()
    {
        var process = _task.Start("sleep", "600");
        var waiting = Task.Run(process.WaitForExit);

        process.Kill();
        await waiting;

        process.GetExitCode().ShouldBe(137);
    }

    [Fact]
    public void A_program_that_is_not_there_is_the_error_that_Cake_has() =>
        Should.Throw<Win32Exception>(() => _task.Start("argosy-no-such-program", ""));

    [Fact]
    public void What_the_script_reads_itself_is_left_to_it()
    {
        var process = _task.Start("echo", "mine", new() { RedirectStandardOutput = true });
        process.WaitForExit();

        process.ShouldNotBeOfType<ChildProcess>();
        process.GetStandardOutput().ShouldBe(["mine"]);
    }

    // The remaining process ends when its standard input does, at the latest with this process.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_leaves_running_with_its_output_does_not_block_its_waiter(bool isRead)
    {
        var settings = new ProcessSettings { RedirectStandardOutput = isRead };
        var pipe = Path.Combine(_task.Folder, "pipe");

        _task.Shell($"mkfifo {pipe}; (read x < {pipe}) & echo told; exit 4", settings).ShouldBe(4);

        if (!isRead) _task.Log.ShouldBe("told\n");
        File.WriteAllText(pipe, "\n");
    }

    [Fact]
    public void What_it_leaves_running_still_writes_to_the_log_of_its_task()
    {
        var pipe = Path.Combine(_task.Folder, "pipe");
        _task.Shell($"mkfifo {pipe}; (read x < {pipe}; echo later) & echo now").ShouldBe(0);
        File.WriteAllText(pipe, "\n");

        SpinWait.SpinUntil(() => _task.Log.EndsWith("later\n", StringComparison.Ordinal), Patience.Limit)
            .ShouldBeTrue(_task.Log);
    }

    [Fact]
    public void One_that_never_stops_writing_does_not_hold_it_either()
    {
        _task.Shell("yes & echo $!").ShouldBe(0);

        System.Diagnostics.Process.Start("kill", ["-9", _task.Log.Split('\n').First(l => l is not "y")]).WaitForExit();
    }

    [Fact]
    public void Its_standard_input_is_what_the_script_gives()
    {
        _task.Shell("cat", new() { StandardInput = "given\n"u8.ToArray() }).ShouldBe(0);
        SpinWait.SpinUntil(() => _task.Log == "given\n", Patience.Limit).ShouldBeTrue();
    }

    [Fact]
    public void After_an_interrupt_a_task_starts_nothing_more()
    {
        using var log = new TaskLog(Path.Combine(_task.Folder, "other.log"));
        TaskRun.Current = new("task", log, new CancellationToken(canceled: true));

        Should.Throw<OperationCanceledException>(() => _task.Start("true", ""));
    }

    [Fact]
    public void Many_at_a_time_keep_their_outputs_apart()
    {
        Parallel.For(0, 8, i =>
        {
            for (var n = 0; n < 25; n++) _task.Shell($"seq {i * 1000} {(i * 1000) + 99}").ShouldBe(0);
        });

        var lines = _task.Log.TrimEnd().Split('\n');
        lines.CountBy(l => l).ShouldAllBe(l => l.Value == 25);
        lines.Distinct().Count().ShouldBe(800);
    }
}
