using System.Runtime.ExceptionServices;
using Argosy.Engine;
using Argosy.Engine.Audit;
using Argosy.Engine.Execution;
using Argosy.Engine.Graph;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;
using Argosy.Platforms.Diagnostics;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Argosy.Module;

internal sealed partial class ArgosyEngine
{
    private readonly Lock _entry = new();
    private Task<RunSession>? _session;
    private int _users;
    private string? _root;

    public async Task<CakeReport> RunTargetAsync(
        ICakeContext context, IExecutionStrategy strategy, ExecutionSettings settings)
    {
        try
        {
            return await RunAsync(context, strategy, settings);
        }
        catch (InterruptedException e)
        {
            throw Thrown(e);
        }
    }

    // Cake takes an exit code only from its own exception, and only if it isn't wrapped.
    private static CakeException Thrown(InterruptedException interrupted) =>
        new(interrupted.ExitCode, interrupted.Message);

    // Parallel=true under [Argosy] in cake.config: tasks run in parallel regardless of their declarations.
    private static bool IsParallel(ICakeContext context) =>
        bool.TryParse(context.Configuration.GetValue("Argosy_Parallel"), out var parallel) && parallel;

    private async Task<CakeReport> RunAsync(
        ICakeContext context, IExecutionStrategy strategy, ExecutionSettings settings)
    {
        _lifecycle.Actions.Validate();
        var phases = new EnginePhases();
        // The folder at the first run: a script that changes the folder later doesn't move the project.
        _root ??= context.Environment.WorkingDirectory.FullPath;
        string[] targets = [.. settings.Targets];
        GraphTask[] tasks = [.. _tasks.Select(RegisteredTask.Of)];
        var plan = RunPlan.Of(
            tasks, targets, settings.Exclusive, settings.UnifiedDependencyGraphForMultipleTargets, IsParallel(context),
            _root);
        // An audit needs a task's dependencies, even if none of them is to run.
        var audited = strategy is DefaultExecutionStrategy && context.Arguments.HasArgument("audit")
            ? AuditPlan.Of(TaskGraph.Resolve(tasks, targets, exclusive: false), targets)
            : null;
        phases.End("graph");
        if (context.Arguments.HasArgument("clean"))
            return await CleanAsync(context, plan, isDry: strategy is not DefaultExecutionStrategy);
        // Cake's --dryrun has a strategy that only prints: in order, one at a time, nothing skipped or kept.
        if (strategy is not DefaultExecutionStrategy) return await RunInOrderAsync(context, strategy, plan);
        var options = RunOptions.Read(new RunArguments(context.Arguments), context.Log.Verbosity >= Verbosity.Verbose);
        var outer = TaskRun.Current;
        var session = await EnterAsync(_root);
        CakeReport report;
        try
        {
            var call = new Call(context, strategy, _lifecycle, options, session, phases, outer);
            report = audited is null || session.IsWatched
                ? await RunAsync(call, plan)
                : await AuditAsync(call, audited, settings.Exclusive);
        }
        finally
        {
            if (Leave()) await session.DisposeAsync();
        }

        phases.End("close");
        context.Log.Verbose(Verbosity.Diagnostic, "{0}", phases.ToString());
        return report;
    }

    // A task may run another target, and a script two at once: they share the first one's session.
    private async Task<RunSession> EnterAsync(string root)
    {
        Task<RunSession> session;
        lock (_entry)
        {
            _users++;
            session = _session ??= RunSession.OpenAsync(root);
        }

        try
        {
            return await session;
        }
        catch (Exception)
        {
            Leave();
            throw;
        }
    }

    // Whether it was the last user.
    private bool Leave()
    {
        lock (_entry)
        {
            if (--_users > 0) return false;
            _session = null;
            return true;
        }
    }

    private async Task<CakeReport> CleanAsync(ICakeContext context, RunPlan plan, bool isDry)
    {
        await OutputCleaning.RunAsync(
            _root!, [.. plan.Legs.SelectMany(l => l.Nodes)], all: !context.Arguments.HasArgument("target"), isDry);
        return new();
    }

    private async Task<CakeReport> RunInOrderAsync(ICakeContext context, IExecutionStrategy strategy, RunPlan plan)
    {
        var report = new CakeReport();
        var code = new CakeTaskCode(context, strategy, _lifecycle);
        SetUp(context, strategy, plan, report);
        foreach (var leg in plan.Legs)
        {
            foreach (var node in leg.Nodes)
            {
                if (Criteria.FindUnmet(code, node, leg.Targets.Contains(node)) is { } criterion)
                {
                    strategy.Skip(RegisteredTask.TaskOf(node.Task), (CakeTaskCriteria)criterion.Origin);
                    report.AddSkipped(node.Name, criterion.Message);
                    continue;
                }

                await strategy.ExecuteAsync(RegisteredTask.TaskOf(node.Task), context);
                if (node.IsComposite) report.AddDelegated(node.Name, TimeSpan.Zero);
                else report.Add(node.Name, TimeSpan.Zero);
            }
        }

        if (TearDown(context, strategy, null, report) is { } error) ExceptionDispatchInfo.Throw(error);
        return report;
    }

    private async Task<CakeReport> AuditAsync(Call call, AuditPlan plan, bool exclusive)
    {
        var report = new CakeReport();
        if (plan.Before.Count > 0 && !exclusive)
        {
            var tasks = plan.Before.Select(n => n.Task).ToList();
            report = await RunAsync(call, new([new(plan.Before, new HashSet<TaskNode>())], tasks[^1], tasks));
        }

        await new AuditRun(call.Session.Root, call.Options.Verbose)
            .RunAsync(
                [.. plan.Watched.Where(t => Runs(t, plan.Watched.Count == 1, call.Code))],
                call.Session.Interrupt.Token);
        return report;
    }

    private async Task<CakeReport> RunAsync(Call call, RunPlan plan)
    {
        var report = new CakeReport();
        var runs = new List<(Run Run, IReadOnlyList<TaskResult> Results)>();
        var interrupt = call.Session.Interrupt;
        var workspace = call.Session.Borrow();
        call.Phases.End("records");
        // The run's error, and the one for scripts: the first task's own error.
        (Exception? failure, Exception? thrown) = (null, null);
        try
        {
            try
            {
                SetUp(call.Context, call.Strategy, plan, report);
                call.Phases.End("set-up");
                foreach (var leg in plan.Legs)
                {
                    var run = new Run(
                        call.Code, new RunArguments(call.Context.Arguments), workspace, call.Options, leg, interrupt,
                        call.Outer, script.Sources);
                    runs.Add((run, []));
                    var results = await run.RunAsync();
                    runs[^1] = (run, results);
                    run.EndView();
                    Add(report, results);
                    (failure, thrown) = (run.Failure, run.FirstError);
                    if (failure is not null) break;
                }

                call.Phases.End("tasks");
            }
            catch (Exception e)
            {
                (failure, thrown) = (e, e);
                if (runs.Count > 0) runs[^1].Run.EndView();
            }

            if (interrupt.Error is { } interrupted) (failure, thrown) = (interrupted, Thrown(interrupted));
            var torn = TearDown(call.Context, call.Strategy, thrown, report);
            foreach (var (run, results) in runs)
            {
                if (results.Count == 0 || run.Close(results) is not { } unwritten) continue;
                // The tasks' own failure has priority.
                if (failure is null) (failure, thrown) = (unwritten, unwritten);
                else Console.Error.WriteLine(unwritten.Message);
            }

            call.Phases.End("report");
            if (torn is not null)
                Console.Error.WriteLine(new Diagnostic("ARG0766", new("build"), $"a teardown failed: {torn.Message}",
                    "The tasks themselves ended well; fix what the script calls at its end."));
            if (torn is not null) ExceptionDispatchInfo.Throw(torn);
            if (failure is null && runs is [var (only, found)]) Record(call, plan, only, found);
        }
        finally
        {
            foreach (var (run, _) in runs) run.Dispose();
            call.Session.Return();
        }

        if (failure is null) return report;
        throw interrupt.Error is null ? new CakeReportException(report, failure.Message, thrown) : failure;
    }

    private static bool Runs(TaskNode task, bool isTarget, CakeTaskCode code)
    {
        if (Criteria.FindUnmet(code, task, isTarget) is not { } criterion) return true;
        Console.Out.WriteLine(
            $"not audited: {task.Name} is skipped{(criterion.Message is { Length: > 0 } why ? $": {why}" : "")}");
        return false;
    }

    private void SetUp(ICakeContext context, IExecutionStrategy strategy, RunPlan plan, CakeReport report)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        if (_lifecycle.SetUp(strategy, new SetupContext(
            context, RegisteredTask.TaskOf(plan.Target),
            [.. plan.Announced.Select(RegisteredTask.TaskOf)])))
            report.Add("Setup", CakeReportEntryCategory.Setup, clock.Elapsed);
    }

    private Exception? TearDown(ICakeContext context, IExecutionStrategy strategy, Exception? thrown, CakeReport report)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (any, error) = _lifecycle.TearDown(strategy, new TeardownContext(context, thrown!));
        if (any) report.Add("Teardown", CakeReportEntryCategory.Teardown, clock.Elapsed);
        return error;
    }

    // As in Cake; a task that didn't run because its result exists counts as skipped.
    private static void Add(CakeReport report, IReadOnlyList<TaskResult> results)
    {
        foreach (var result in results)
        {
            var name = result.Node.Name;
            if (result.Outcome == TaskOutcome.Skipped) report.AddSkipped(name, result.SkipReason ?? "");
            else if (result.Outcome == TaskOutcome.UpToDate) report.AddSkipped(name, "up to date");
            else if (result.Outcome == TaskOutcome.Restored) report.AddSkipped(name, "restored from a cache");
            else if (result.Outcome is TaskOutcome.NotRun or TaskOutcome.Cancelled) continue;
            else if (result is { Outcome: TaskOutcome.Failed, HasEnded: false }) continue;
            else if (RegisteredTask.TaskOf(result.Node.Task).Actions.Count == 0)
                report.AddDelegated(name, result.Duration);
            else if (result.HasHandledError || result.Outcome == TaskOutcome.Failed)
                report.AddFailed(name, result.Duration);
            else report.Add(name, result.Duration);
        }
    }

    /// <summary>One call of the engine, with its arguments.</summary>
    private sealed record Call(
        ICakeContext Context, IExecutionStrategy Strategy, Lifecycle Lifecycle, RunOptions Options, RunSession Session,
        EnginePhases Phases, TaskRun? Outer)
    {
        public CakeTaskCode Code { get; } = new(Context, Strategy, Lifecycle);
    }
}
