namespace Cake.Argosy.Module.Tests;

/// <summary>With the real Cake tool, some two seconds per run.</summary>
[Trait("Category", "Slow")]
public sealed class EngineTests
{
    [Fact]
    public void Two_ready_tasks_run_at_the_same_time()
    {
        // Each waits for the other: only a parallel engine can finish.
        using var project = new CakeScript("""
            var met = new System.Threading.Barrier(2);
            Task("A").Parallel().Does(() => { if (!met.SignalAndWait(300_000)) throw new Exception("alone"); });
            Task("B").Inputs("build.cake").Does(() => { if (!met.SignalAndWait(300_000)) throw new Exception("alone"); });
            Task("Default").IsDependentOn("A").IsDependentOn("B");
            """);

        var (code, output) = project.Run("--jobs=2");

        code.ShouldBe(0, output);
        output.ShouldContain("2 tasks: 2 done");
    }

    [Fact]
    public void A_task_with_the_same_inputs_is_up_to_date_until_one_changes()
    {
        using var project = new CakeScript("""
            Task("Copy").Inputs("in.txt").Outputs("out.txt").Does(() => System.IO.File.WriteAllText("out.txt", System.IO.File.ReadAllText("in.txt")));
            Task("Default").IsDependentOn("Copy");
            """);
        File.WriteAllText(project.At("in.txt"), "one");

        project.Run().Output.ShouldContain("1 done");
        project.Run().Output.ShouldContain("1 up to date");
        File.WriteAllText(project.At("in.txt"), "two");
        project.Run("--explain").Output
            .ShouldMatch("Copy ran, since\n +input in.txt changed: [0-9a-f]{12} → [0-9a-f]{12}\n");
        File.Delete(project.At("out.txt"));
        project.Run("--no-cache").Output.ShouldContain("1 done");
        File.ReadAllText(project.At("out.txt")).ShouldBe("two");
    }

    [Fact]
    public void A_proof_that_says_nothing_fails_the_run_unless_that_is_allowed_and_is_tried_again()
    {
        using var project = new CakeScript("""
            var path = "artifacts/made";
            Task("Make").Values("1").Outputs(path).Does(() => {
                System.IO.Directory.CreateDirectory("artifacts");
                System.IO.File.WriteAllText(path, "");
                Argosy.Engine.TaskRun.Current.Made(Argosy.Artifacts.Artifact.OfFile(".", path, Argosy.Artifacts.ArtifactKind.Native, null));
            });
            Task("Verify").IsDependentOn("Make").Values("1").Does(() => Argosy.Engine.TaskRun.Current.Proved(
                new(path, Argosy.Artifacts.ProofLevel.Runs, "there is no emulator", true) { Asked = Argosy.Artifacts.ProofLevel.Runs }));
            Task("Default").IsDependentOn("Verify");
            """);

        var (code, output) = project.Run();

        code.ShouldBe(1, output);
        output.ShouldContain("ARG0772 artifacts/made: it is proven to 'built', and 'runs' is asked, "
            + "since the proof was inconclusive: there is no emulator.");
        output.ShouldContain("not proven: artifacts/made");
        File.ReadAllText(project.At("artifacts/report.json")).ShouldContain("\"verdict\": \"inconclusive\"");

        (code, output) = project.Run("--allow-inconclusive");

        code.ShouldBe(0, output);
        output.ShouldMatch("Verify +inconclusive");
    }

    [Fact]
    public void What_a_task_that_the_project_has_no_more_proved_leaves_the_report_once_it_is_forgotten()
    {
        using var project = new CakeScript("""
            Task("Make").Values("1").Outputs("made").Does(() => {
                System.IO.File.WriteAllText("made", "");
                Argosy.Engine.TaskRun.Current.Made(Argosy.Artifacts.Artifact.OfFile(".", "made", Argosy.Artifacts.ArtifactKind.Native, null));
            });
            var tidy = Task("Tidy").IsDependentOn("Make").Values($"{HasArgument("old")}").Does(() =>
                Argosy.Engine.TaskRun.Current.Forget(name => name.StartsWith("Verify-")));
            if (HasArgument("old")) tidy.IsDependentOn(Task("Verify-Old").IsDependentOn("Make").Values("1").Does(() =>
                Argosy.Engine.TaskRun.Current.Proved(new("made", Argosy.Artifacts.ProofLevel.Runs, "here"))).Task.Name);
            Task("Default").IsDependentOn("Tidy");
            """);
        project.Run("--old");
        File.ReadAllText(project.At("artifacts/report.json")).ShouldContain("\"proof\": \"runs\"");

        var (code, output) = project.Run();

        code.ShouldBe(0, output);
        File.ReadAllText(project.At("artifacts/report.json")).ShouldContain("\"proof\": \"built\"");
        project.Run("--old").Output.ShouldMatch("Verify-Old +restored");
    }

    [Fact]
    public void The_report_has_what_was_made_after_an_aggregate_had_reported()
    {
        using var project = new CakeScript("""
            Task("Fast").Parallel().Does(() => {});
            Task("Aggregate").IsDependentOn("Fast");
            Task("Slow").Parallel().Does(() => {
                if (!System.Threading.SpinWait.SpinUntil(() => System.IO.File.Exists("artifacts/report.json"), 300_000)) throw new Exception("no report");
                System.IO.File.WriteAllText("made", "");
                Argosy.Engine.TaskRun.Current.Made(Argosy.Artifacts.Artifact.OfFile(".", "made", Argosy.Artifacts.ArtifactKind.Native, null));
            });
            Task("Default").IsDependentOn("Aggregate").IsDependentOn("Slow");
            """);

        var (code, output) = project.Run("--jobs=2");

        code.ShouldBe(0, output);
        File.ReadAllText(project.At("artifacts/report.json")).ShouldContain("\"made\"");
    }

    [Fact]
    public void A_failing_tasks_output_is_shown_whole_with_its_error_and_no_stack_trace()
    {
        using var project = new CakeScript("""
            Task("Bad").Does(() => { StartProcess("sh", "-c \"echo told; echo also >&2\""); throw new CakeException("broken"); });
            Task("Never").IsDependentOn("Bad").Does(() => {});
            Task("Default").IsDependentOn("Never");
            """);

        var (code, output) = project.Run();

        code.ShouldBe(1);
        output.ShouldContain("── Bad ──");
        output.ShouldContain("told");
        output.ShouldContain("also");
        output.ShouldContain("broken");
        output.ShouldContain("ARG0708");
        output.ShouldNotContain("   at ");
        File.ReadAllText(project.At("artifacts/logs/Bad.log")).ShouldContain("told");
        output.ShouldMatch(@"Never +not run");
    }

    [Fact]
    public void Keep_going_runs_what_does_not_depend_on_the_failure()
    {
        using var project = new CakeScript("""
            Task("Bad").Does(() => throw new CakeException("broken"));
            Task("Good").Does(() => {});
            Task("Default").IsDependentOn("Bad").IsDependentOn("Good");
            """);

        project.Run("--jobs=1", "--keep-going").Output.ShouldMatch(@"Good +done");
        project.Run("--jobs=1").Output.ShouldMatch(@"Good +not run");
    }

    [Fact]
    public void A_failed_part_of_unattended_work_holds_up_no_other_part_and_the_exit_code_says_so()
    {
        using var project = new CakeScript("""
            Task("First").Declare(d => d.KeepsGoing = true).Does(() => throw new CakeException("broken"));
            Task("Second").Declare(d => d.KeepsGoing = true).Does(() => System.IO.File.WriteAllText("second", ""));
            Task("After").IsDependentOn("First").Does(() => {});
            Task("Default").IsDependentOn("First").IsDependentOn("After").IsDependentOn("Second");
            """);

        var (code, output) = project.Run("--jobs=1");

        code.ShouldBe(1, output);
        output.ShouldContain("broken");
        output.ShouldMatch(@"Second +done");
        output.ShouldMatch(@"After +not run");
        File.Exists(project.At("second")).ShouldBeTrue();
    }

    [Fact]
    public void A_dry_run_names_the_tasks_in_order_and_runs_none()
    {
        using var project = new CakeScript("""
            Task("A").Does(() => System.IO.File.WriteAllText("ran", ""));
            Task("Default").IsDependentOn("A");
            """);

        var (code, output) = project.Run("--dryrun");

        code.ShouldBe(0, output);
        output.IndexOf("1. A", StringComparison.Ordinal).ShouldBeGreaterThan(0, output);
        File.Exists(project.At("ran")).ShouldBeFalse();
    }

    [Fact]
    public void Error_handlers_finally_and_criteria_work_as_in_Cake()
    {
        using var project = new CakeScript("""
            Task("Handled").Does(() => throw new Exception("x")).OnError(e => {}).Finally(() => System.IO.File.WriteAllText("last", ""));
            Task("Skipped").WithCriteria(false, "not today").Does(() => throw new Exception("never"));
            Task("Default").IsDependentOn("Handled").IsDependentOn("Skipped");
            """);

        var (code, output) = project.Run();

        code.ShouldBe(0, output);
        File.Exists(project.At("last")).ShouldBeTrue();
        output.ShouldMatch(@"Skipped +skipped");
    }

    [Fact]
    public void SIGTERM_ends_the_children_and_says_so()
    {
        using var project = new CakeScript("""
            Task("Long").Does(async () => {
                var child = System.Diagnostics.Process.Start("sleep", "600");
                System.IO.File.WriteAllText("child.tmp", child.Id.ToString());
                System.IO.File.Move("child.tmp", "child");
                var run = Argosy.Engine.TaskRun.Current;
                try { await child.WaitForExitAsync(run.Cancellation); } finally { child.Kill(true); }
            });
            Task("Default").IsDependentOn("Long");
            """);
        using var process = project.Start();
        SpinWait.SpinUntil(() => File.Exists(project.At("child")), Patience.Limit).ShouldBeTrue();
        var child = int.Parse(File.ReadAllText(project.At("child")));

        System.Diagnostics.Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldNotBe(0);
        output.ShouldContain("ARG0706");
        // A killed process takes a moment to end.
        SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{child}"), Patience.Limit).ShouldBeTrue();
    }

    [Fact]
    public void A_task_that_ignores_how_its_child_was_ended_is_not_done_when_interrupted()
    {
        using var project = new CakeScript("""
            Task("Long").Outputs("out.txt").Does(() => {
                System.IO.File.WriteAllText("out.txt", "half");
                var child = System.Diagnostics.Process.Start("sleep", "600");
                Argosy.Engine.TaskRun.Current.Cancellation.Register(() => child.Kill());
                System.IO.File.WriteAllText("started", "");
                child.WaitForExit();
            });
            Task("Default").IsDependentOn("Long");
            """);
        using var process = project.Start();
        SpinWait.SpinUntil(() => File.Exists(project.At("started")), Patience.Limit).ShouldBeTrue();

        System.Diagnostics.Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();

        output.ShouldContain("1 interrupted");
        Directory.GetFiles(project.At(".argosy"), "Long.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_run_leaves_in_the_temporary_folder_ends_with_it_and_a_killed_runs_with_the_next()
    {
        using var project = new CakeScript("""
            Task("Default").Does(() => {
                var path = System.IO.Path.GetTempPath();
                System.IO.File.WriteAllText(System.IO.Path.Combine(path, "left"), "");
                System.IO.File.WriteAllText("where", path);
            });
            """);
        var killed = Directory.CreateDirectory(project.At("argosy-killed"));
        Directory.CreateDirectory(project.At(".argosy"));
        File.CreateSymbolicLink(project.At(".argosy/tmp"), killed.FullName);
        File.WriteAllText(Path.Combine(killed.FullName, ".argosy-project"), project.Folder);

        var (code, output) = project.Run();

        code.ShouldBe(0, output);
        Directory.Exists(File.ReadAllText(project.At("where"))).ShouldBeFalse();
        Directory.Exists(killed.FullName).ShouldBeFalse();
    }

    [Fact]
    public void A_second_build_in_the_same_folder_says_for_whom_it_waits_and_then_runs()
    {
        using var project = new CakeScript("""
            Task("Default").Does(() => {});
            """);
        Directory.CreateDirectory(project.At(".argosy"));
        File.WriteAllText(project.At(".argosy/lock.holder"), "process 1, since noon: --target=Other");
        using var held = new FileStream(
            project.At(".argosy/lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        using var process = project.Start();
        var first = process.StandardOutput.ReadLine();
        held.Dispose();
        var rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        first.ShouldBe("waiting for another build in this folder (process 1, since noon: --target=Other)");
        process.ExitCode.ShouldBe(0, rest);
        File.Exists(project.At(".argosy/lock.holder")).ShouldBeFalse();
    }
}
