using Cake.Argosy.Module.Auditing;
using Cake.Argosy.Module.Ending;
using Cake.Argosy.Module.Execution;
using Cake.Argosy.Module.Reporting;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module;

internal sealed partial class Engine
{
    public async Task<CakeReport> RunTargetAsync(
        ICakeContext context, IExecutionStrategy strategy, ExecutionSettings settings)
    {
        var phases = new EnginePhases();
        var audits = strategy is DefaultExecutionStrategy && context.Arguments.HasArgument("audit");
        // An audit has to know what a task depends on, even if none of that is to run.
        var outputs = new OutputIndex(_tasks);
        var nodes = TaskGraph.Resolve(_tasks, settings.Targets, settings.Exclusive && !audits, outputs);
        DeclarationCheck.Run(nodes, outputs, context.Environment.WorkingDirectory.FullPath);
        phases.End("graph");
        // Cake's --dryrun comes with a strategy that only prints: in order, one at a time, nothing skipped or kept.
        if (strategy is not DefaultExecutionStrategy) return await RunInOrderAsync(context, strategy, nodes);
        using var interrupt = new Interrupt();
        try
        {
            var report = await RunInParallelAsync(new(context, strategy, RunOptions.Read(context), interrupt, phases), nodes, settings);
            phases.End("close");
            phases.Say(context.Log);
            return report;
        }
        catch (OperationCanceledException) when (interrupt.Failure is { } interrupted)
        {
            // Outside of any task, such as while it waited for another build.
            throw interrupted;
        }
    }

    private async Task<CakeReport> RunInOrderAsync(ICakeContext context, IExecutionStrategy strategy, IReadOnlyList<TaskNode> nodes)
    {
        var report = new CakeReport();
        SetUp(context, strategy, nodes);
        foreach (var node in nodes)
        {
            if (Criteria.Unmet(node, node == nodes[^1], context) is { } criterion)
            {
                strategy.Skip(node.Task, criterion);
                report.AddSkipped(node.Name, criterion.Message);
                continue;
            }

            await strategy.ExecuteAsync(node.Task, context);
            report.Add(node.Name, TimeSpan.Zero);
        }

        _lifecycle.TearDown(strategy, new TeardownContext(context, null!));
        return report;
    }

    private async Task<CakeReport> RunInParallelAsync(Call call, IReadOnlyList<TaskNode> nodes, ExecutionSettings settings)
    {
        // The audit that watches this build holds the lock for it, and lends it the temporary folder.
        if (Watch.IsOn(call.Root)) return await RunAsync(call, nodes, nodes[^1], isWatched: true);
        using var hold = await WorkspaceLock.TakeAsync(call.Root, Console.Out, call.Interrupt.Token);
        if (hold.PredecessorWasKilled) Orphans.End(call.Root);
        Orphans.Mark(call.Root);
        Signals.AdoptOrphans();
        using var scratch = new ScratchFolder(call.Root);
        return call.Options.Audit
            ? await AuditAsync(call, AuditPlan.Of(nodes, settings.Targets), settings.Exclusive)
            : await RunAsync(call, nodes, nodes[^1], isWatched: false);
    }

    private async Task<CakeReport> AuditAsync(Call call, AuditPlan plan, bool exclusive)
    {
        var prepares = plan.Before.Count > 0 && !exclusive;
        var report = prepares ? await RunAsync(call, plan.Before, null, isWatched: false) : new CakeReport();
        await new Audit(call.Root, call.Options.Verbose)
            .RunAsync([.. plan.Watched.Where(t => Runs(t, plan.Watched.Count == 1, call.Context))], call.Interrupt.Token);
        return report;
    }

    private async Task<CakeReport> RunAsync(Call call, IReadOnlyList<TaskNode> nodes, TaskNode? target, bool isWatched)
    {
        using var workspace = new Workspace(call.Root, isWatched);
        call.Phases.End("records");
        using var run = new Run(call.Context, call.Strategy, _lifecycle, workspace, call.Options, nodes, target, call.Interrupt.Token);
        IReadOnlyList<TaskResult> results = [];
        Exception? failure = null;
        try
        {
            SetUp(call.Context, call.Strategy, nodes);
            call.Phases.End("set-up");
            results = await run.RunAsync();
            call.Phases.End("tasks");
            failure = call.Interrupt.Failure ?? run.Failure;
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            run.EndView();
            _lifecycle.TearDown(call.Strategy, new TeardownContext(call.Context, failure!));
        }

        run.Close(results);
        call.Phases.End("report");
        return failure is null ? Report(results) : throw failure;
    }

    private static bool Runs(TaskNode task, bool isTarget, ICakeContext context)
    {
        if (Criteria.Unmet(task, isTarget, context) is not { } criterion) return true;
        Console.Out.WriteLine($"not audited: {task.Name} is skipped{(criterion.Message is { } why ? $": {why}" : "")}");
        return false;
    }

    private void SetUp(ICakeContext context, IExecutionStrategy strategy, IReadOnlyList<TaskNode> nodes) =>
        _lifecycle.SetUp(strategy, new SetupContext(context, nodes[^1].Task, nodes.Select(n => n.Task)));

    private static CakeReport Report(IReadOnlyList<TaskResult> results)
    {
        var report = new CakeReport();
        foreach (var result in results)
        {
            if (result.Outcome == TaskOutcome.Skipped) report.AddSkipped(result.Node.Name, "criterion");
            else report.Add(result.Node.Name, result.Duration);
        }

        return report;
    }

    /// <summary>One call of the engine, and what it was called with.</summary>
    private sealed record Call(
        ICakeContext Context, IExecutionStrategy Strategy, RunOptions Options, Interrupt Interrupt, EnginePhases Phases)
    {
        public string Root => Context.Environment.WorkingDirectory.FullPath;
    }
}
