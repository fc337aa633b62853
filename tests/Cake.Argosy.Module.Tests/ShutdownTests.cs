using System.Diagnostics;

namespace Cake.Argosy.Module.Tests;

/// <summary>Failures, signals and crashes. Through the real Cake tool.</summary>
[Trait("Category", "Slow")]
public sealed class ShutdownTests
{
    // Files that are written in two steps, by processes, so that most moments are bad ones to be killed in.
    private const string Chain = """
        string[] parts = ["a", "b", "c", "d"];
        foreach (var part in parts)
        {
            Task($"Part-{part}").Inputs("in.txt").Outputs($"out/{part}").Does(() => {
                System.IO.Directory.CreateDirectory($"out/{part}");
                StartProcess("sh", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(
                    $"for i in 1 2 3 4 5 6 7 8; do head -c 20000 in.txt > out/{part}/$i; sleep 0.01; echo {part}$i >> out/{part}/$i; done") });
            });
            Task($"Sum-{part}").Inputs($"out/{part}/**").Outputs($"sums/{part}").IsDependentOn($"Part-{part}").Does(() => {
                System.IO.Directory.CreateDirectory("sums");
                StartProcess("sh", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(
                    $"cat out/{part}/* > sums/{part}; sleep 0.02; wc -c < sums/{part} >> sums/{part}") });
            });
        }

        var all = Task("Default");
        foreach (var part in parts) all.IsDependentOn($"Sum-{part}");
        """;

    // Seen once, on a busy machine: the run after the kills ended with Cake's error "Object reference not set". The
    // cause isn't known.
    [Fact]
    [Trait("Category", "Soak")]
    public void Killed_a_hundred_times_a_build_still_ends_with_the_same_bytes() => KillAndFinish(100);

    [Fact]
    public void What_a_killed_build_left_running_does_not_write_into_the_next_ones_files()
    {
        using var project = new CakeScript("""
            Task("Default").Outputs("out").Does(() => StartProcess("sh", new ProcessSettings { Arguments =
                new ProcessArgumentBuilder().Append("-c").AppendQuoted("echo $$ > pid.tmp; mv pid.tmp pid; sleep 600") }));
            Task("Next").Does(() => {});
            """);
        using var build = project.Start();
        SpinWait.SpinUntil(() => File.Exists(project.At("pid")), Patience.Limit).ShouldBeTrue();
        Process.Start("kill", ["-9", $"{build.Id}"]).WaitForExit();
        build.WaitForExit();
        var orphan = int.Parse(File.ReadAllText(project.At("pid")));
        IsAlive(orphan).ShouldBeTrue();

        project.Run("--target=Next").ExitCode.ShouldBe(0);

        Ends(orphan).ShouldBeTrue();
    }

    [Fact]
    public void SIGTERM_ends_processes_that_no_task_looks_after()
    {
        using var project = new CakeScript("""
            Task("Default").Does(() => StartProcess("sh", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c")
                .AppendQuoted("trap '' TERM; setsid sleep 601 & echo $! > pid.tmp; mv pid.tmp pid; wait; sleep 602") }));
            """);
        using var build = project.Start();
        SpinWait.SpinUntil(() => File.Exists(project.At("pid")), Patience.Limit).ShouldBeTrue();
        var stray = int.Parse(File.ReadAllText(project.At("pid")));

        Process.Start("kill", ["-TERM", $"{build.Id}"]).WaitForExit();
        var output = build.StandardOutput.ReadToEnd() + build.StandardError.ReadToEnd();
        build.WaitForExit();

        output.ShouldContain("ARG0706");
        Ends(stray).ShouldBeTrue();
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_ends_code_that_takes_no_notice_and_is_the_exit_code(string signal, int code)
    {
        using var project = new CakeScript("""
            Teardown(c => System.IO.File.WriteAllText("torn", c.Successful.ToString()));
            Task("Deaf").Does(() => { System.IO.File.WriteAllText("begun", ""); new System.Threading.ManualResetEvent(false).WaitOne(); })
                .Finally(() => System.IO.File.WriteAllText("never", ""));
            Task("Default").IsDependentOn("Deaf");
            """);
        // A shell's background jobs ignore Ctrl-C, and so would what the tests start.
        using var build = project.StartBy("env", ["--default-signal=INT"]);
        SpinWait.SpinUntil(() => File.Exists(project.At("begun")), Patience.Limit).ShouldBeTrue();

        Process.Start("kill", [$"-{signal}", $"{build.Id}"]).WaitForExit();
        var output = build.StandardOutput.ReadToEnd() + build.StandardError.ReadToEnd();
        build.WaitForExit();

        build.ExitCode.ShouldBe(code, output);
        output.ShouldContain("ARG0706");
        output.ShouldMatch("Deaf +interrupted");
        File.ReadAllText(project.At("torn")).ShouldBe("False");
        File.Exists(project.At("never")).ShouldBeFalse();
    }

    [Fact]
    public void In_a_fresh_clone_dotnet_cake_says_what_to_run()
    {
        using var project = new CakeScript("");
        foreach (var file in (string[])["build.cake", "cake.config"])
            File.Copy(Repository.At(file), project.At(file), overwrite: true);

        var (code, output) = project.Run();

        code.ShouldBe(1, output);
        output.ShouldContain("ARG0778 build.cake: build/ isn't compiled");
    }

    [Fact]
    public void A_handled_failure_is_no_good_run_and_its_log_has_the_error()
    {
        using var project = new CakeScript("""
            Task("Bad").Values("x").Outputs("out.txt").Does(() => { Information("told"); throw new Exception("broken"); }).ContinueOnError();
            Task("Default").IsDependentOn("Bad").Does(() => {});
            """);

        for (var i = 0; i < 2; i++)
        {
            var (code, output) = project.Run();

            code.ShouldBe(0, output);
            output.ShouldMatch("Bad +failed, handled");
            output.ShouldContain("let the build go on: ARG0765 task Bad: it failed: broken");
            output.ShouldMatch("(?m)^2 tasks: 2 done");
            var log = File.ReadAllText(project.At("artifacts/logs/Bad.log"));
            log.ShouldContain("told\n");
            log.ShouldContain("ARG0765 task Bad: it failed: broken");
        }
    }

    [Fact]
    public void What_a_task_beside_others_changes_in_the_process_ends_with_it()
    {
        using var project = new CakeScript("""
            Task("A").Inputs("build.cake").Does(() => {
                System.Environment.SetEnvironmentVariable("OF_A", "1");
                System.Environment.SetEnvironmentVariable("HOME", null);
                System.IO.Directory.CreateDirectory("sub");
                Context.Environment.WorkingDirectory = MakeAbsolute(Directory("sub"));
            });
            Task("B").IsDependentOn("A").Inputs("build.cake").Does(() => System.IO.File.WriteAllText("seen",
                $"{EnvironmentVariable("OF_A")} {EnvironmentVariable("HOME") != null}"));
            Task("Default").IsDependentOn("B");
            """);

        var (code, output) = project.Run();

        code.ShouldBe(0, output);
        output.ShouldNotContain("ARG0767");
        File.ReadAllText(project.At("seen")).ShouldBe(" True");
    }

    [Fact]
    public void A_task_is_tried_again_as_often_as_it_declares()
    {
        using var project = new CakeScript("""
            var tries = 0;
            Task("Flaky").Retries(2).Does(() => { Information($"try {++tries}"); if (tries < 3) throw new Exception("not yet"); });
            Task("Firm").IsDependentOn("Flaky").Does(() => throw new Exception("never"));
            Task("Default").IsDependentOn("Firm");
            """);

        var (code, output) = project.Run();

        code.ShouldBe(1);
        output.ShouldMatch("Flaky +done");
        File.ReadAllText(project.At("artifacts/logs/Flaky.log")).ShouldContain("attempt 2 of 3 failed");
        File.ReadAllText(project.At("artifacts/logs/Firm.log")).ShouldNotContain("attempt");
    }

    [Fact]
    public async Task Two_builds_at_once_in_one_folder_come_one_after_the_other()
    {
        using var project = new CakeScript(Chain) { CompilesEachTime = true };
        File.WriteAllText(project.At("in.txt"), "x");

        var runs = await Task.WhenAll(Task.Run(() => project.Run()), Task.Run(() => project.Run()));

        runs.Select(r => r.ExitCode).ShouldAllBe(c => c == 0);
        string.Join('\n', runs.Select(r => r.Output).OrderBy(o => o.Contains("8 up to date")))
            .ShouldMatch("(?s)8 done.*8 up to date");
    }

    [Fact]
    public void Reports_that_cant_be_written_are_an_error_and_hide_neither_the_table_nor_what_failed()
    {
        using var project = new CakeScript("""
            Task("Default").Does(() => { if (HasArgument("fail")) throw new Exception("by itself"); });
            """);
        Directory.CreateDirectory(project.At("artifacts/report.json"));

        var (code, output) = project.Run();
        var (codeOfFailed, outputOfFailed) = project.Run("--fail");

        code.ShouldBe(1);
        output.ShouldContain("1 done in");
        output.ShouldContain("Error: ARG0789 artifacts: ");
        codeOfFailed.ShouldBe(1);
        outputOfFailed.ShouldContain("ARG0789 artifacts: ");
        outputOfFailed.ShouldContain("Error: ARG0708 build: failed: Default");
    }

    // A killed process is on its way out for a moment.
    private static void KillAndFinish(int times)
    {
        using var whole = new CakeScript(Chain);
        using var killed = new CakeScript(Chain);
        foreach (var project in (CakeScript[])[whole, killed])
            File.WriteAllText(project.At("in.txt"), new('x', 30_000));
        whole.Run().Output.ShouldContain("8 done");
        // Compiles the script: what is killed are builds.
        killed.Run("--dryrun").ExitCode.ShouldBe(0);
        var random = new Random(20);
        for (var i = 0; i < times; i++)
        {
            // Every run has work to do, from the cache or by executing tasks.
            File.WriteAllText(killed.At("in.txt"), i % 2 == 0 ? new('x', 30_000) : $"{random.Next()}");
            using var build = killed.Start(i % 3 == 0 ? "--no-cache" : "--jobs=2");
            build.OutputDataReceived += (_, _) => { };
            build.BeginOutputReadLine();
            if (!build.WaitForExit(random.Next(400, 1300))) Process.Start("kill", ["-9", $"{build.Id}"]).WaitForExit();
            build.WaitForExit();
        }

        File.WriteAllText(killed.At("in.txt"), new('x', 30_000));
        var (code, output) = killed.Run("--verbosity=diagnostic");

        code.ShouldBe(0, output);
        foreach (var folder in (string[])["out", "sums"])
            Contents(killed.At(folder)).ShouldBe(Contents(whole.At(folder)));
        killed.Run().Output.ShouldContain("8 up to date");
    }

    private static bool Ends(int process) => SpinWait.SpinUntil(() => !IsAlive(process), Patience.Limit);

    private static bool IsAlive(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Gone, before the file was opened or after.
            return false;
        }
    }

    private static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText);
}
