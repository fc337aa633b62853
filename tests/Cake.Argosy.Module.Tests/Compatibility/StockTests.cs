namespace Cake.Argosy.Module.Tests.Compatibility;

/// <summary>Scripts without declarations behave as under Cake's own engine.</summary>
[Trait("Category", "Slow")]
public sealed class StockTests
{
    // Each step takes long enough that a later step could start too early.
    [Fact]
    public void Steps_without_edges_run_in_the_order_in_which_they_are_listed() => AreTheSame("""
        var begun = new System.Collections.Concurrent.ConcurrentBag<string>();
        void Step(string name, Action action = null) => Task(name).Does(() => {
            begun.Add(name);
            System.Threading.SpinWait.SpinUntil(() => begun.ToArray()[0] != name, 100);
            action?.Invoke();
            L(name);
        });
        Step("Clean", () => { if (System.IO.Directory.Exists("out")) System.IO.Directory.Delete("out", true); System.IO.Directory.CreateDirectory("out"); });
        Step("Build", () => System.IO.File.WriteAllText("out/app", ""));
        Step("Test", () => L($"Test sees {System.IO.File.Exists("out/app")}"));
        Step("Version", () => { System.Environment.SetEnvironmentVariable("VERSION_OF_IT", "7"); Context.Environment.WorkingDirectory = MakeAbsolute(Directory("out")); });
        Step("Pack", () => L($"Pack sees {System.IO.File.Exists("app")} {EnvironmentVariable("VERSION_OF_IT")}"));
        Task("All").IsDependentOn("Clean").IsDependentOn("Build").IsDependentOn("Test").IsDependentOn("Version").IsDependentOn("Pack")
            .Finally(() => L("All's finally"));
        Step("First");
        Step("Second");
        Task("Default").IsDependentOn("All").IsDependentOn("Second");
        Task("Third").IsDependeeOf("Default").Does(() => L("Third"));
        Task("Last").IsDependentOn("Default").IsDependentOn("First").Does(() => L("Last"));
        Run("all", "Last");
        """);

    [Fact]
    public void Hooks_handlers_criteria_and_reports_are_Cakes() => AreTheSame("""
        var mode = "";
        Setup(c => { L($"setup {c.TargetTask.Name}: {string.Join(",", c.TasksToExecute.Select(t => t.Name))}"); if (mode == "setup") throw new Exception("no setup"); });
        Teardown(c => { L($"teardown {c.Successful} {Kind(c.ThrownException)}"); if (mode is "teardown" or "both") throw new InvalidOperationException("no teardown"); });
        Teardown(c => { L("second teardown"); if (mode == "both") throw new Exception("no second teardown"); });
        TaskSetup(c => { L($"task setup {c.Task.Name}"); if (c.Task.Name == "Unset") throw new Exception("no task setup"); });
        TaskTeardown(c => { L($"task teardown {c.Task.Name} skipped={c.Skipped} {Kind(c.ThrownException)}"); if (c.Task.Name == "Untorn") throw new Exception("no task teardown"); });
        Task("A").Does(() => L("A")).Finally(() => L("A's finally"));
        Task("Skipped").WithCriteria(() => false, "not today").IsDependentOn("A").Does(() => L("never"));
        Task("Wordless").WithCriteria(false).Does(() => L("never"));
        Task("Aggregate").IsDependentOn("Skipped").IsDependentOn("Wordless").Finally(() => L("Aggregate's finally"));
        Task("Handled").IsDependentOn("Aggregate").Does(() => throw new Exception("boom")).OnError(e => L($"handler {e.Message}"))
            .ReportError(e => { L($"reporter {e.Message}"); throw new Exception("of the reporter"); }).Finally(() => L("Handled's finally"));
        Task("Continued").IsDependentOn("Handled").Does(() => throw new Exception("on")).ContinueOnError();
        Task("Each").IsDependentOn("Continued").DoesForEach(new[] { 1, 2, 3 }, i => { L($"each {i}"); if (i > 1) throw new Exception($"each {i}"); }).DeferOnError().ContinueOnError();
        Task("None").IsDependentOn("Each").DoesForEach(new int[0], i => L("never"));
        Task("Default").IsDependentOn("None").Does(async () => { await System.Threading.Tasks.Task.Yield(); L("Default"); });
        Task("Fails").IsDependentOn("A").Does(() => throw new InvalidOperationException("it failed")).ReportError(e => L("reported"));
        Task("After").IsDependentOn("Fails").Does(() => L("never"));
        Task("Rethrows").Does(() => throw new Exception("first")).OnError(e => throw new Exception("second"));
        Task("FinallyThrows").Does(() => throw new Exception("first")).Finally(() => throw new Exception("last"));
        Task("Unset").Does(() => L("never")).OnError(e => L("never")).Finally(() => L("never"));
        Task("Untorn").Does(() => L("Untorn"));
        Task("Questionable").WithCriteria(c => throw new Exception("who knows")).Does(() => L("never"));
        Task("Asks").IsDependentOn("Questionable");
        Task("Guarded").IsDependentOn("Fails").IsDependentOn("A").Finally(() => L("never"));
        foreach (var target in new[] { "Default", "After", "Rethrows", "FinallyThrows", "Unset", "Untorn", "Asks", "Skipped", "Guarded", "Missing" }) Run(target, target);
        foreach (var kind in new[] { "setup", "teardown", "both" }) { mode = kind; Run(kind, "A"); Run(kind, "Fails"); }
        mode = "teardown";
        RunTarget("A");
        """);

    [Fact]
    public void Several_targets_and_targets_within_tasks_run_as_in_Cake() => AreTheSame("""
        var n = 0;
        Setup(c => L($"setup {c.TargetTask.Name}: {string.Join(",", c.TasksToExecute.Select(t => t.Name))}"));
        Teardown(c => L($"teardown {c.Successful}"));
        Task("Common").WithCriteria(() => { n++; return true; }).Does(() => L($"Common {n}"));
        Task("B").IsDependentOn("Common").Does(() => L("B"));
        Task("A").IsDependentOn("Common").Does(() => L("A"));
        Task("Bad").IsDependentOn("Common").Does(() => throw new Exception("bad"));
        Task("Inner").IsDependentOn("A").Does(() => L("Inner"));
        Task("Outer").Does(() => { L("begin"); Entries(RunTarget("Inner")); L("end"); });
        Task("OuterAsync").Does(async () => { await RunTargetAsync("A"); L("end"); });
        Task("OuterOfBad").Does(() => RunTarget("Bad")).OnError(e => L($"the inner run failed: {e.GetType().Name}, {e.InnerException.Message}"));
        Run("two", "B", "A");
        Run("with a bad one", "B", "Bad", "A");
        Run("nested", "Outer");
        Run("nested async", "OuterAsync");
        Run("nested bad", "OuterOfBad");
        Settings.UseUnifiedDependencyGraphForMultipleTargets(true);
        Run("unified", "Inner", "B");
        Settings.UseExclusiveTarget();
        Run("exclusive", "Inner");
        Run("exclusive and unified", "Inner", "B");
        """);

    private static void AreTheSame(string script)
    {
        var (stock, ours) = SideBySide.Run(script);
        ours.ShouldBe(stock);
    }
}
