using Cake.Argosy.Module.Auditing;
using Cake.Argosy.Module.Ending;
using Cake.Argosy.Module.Execution;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module;

internal sealed partial class Engine
{
    public async Task<CakeReport> RunTargetAsync(
        ICakeContext context, IExecutionStrategy strategy, ExecutionSettings settings)
    {
        var audits = strategy is DefaultExecutionStrategy && context.Arguments.HasArgument("audit");
        // An audit has to know what a task depends on, even if none of that is to run.
        var nodes = TaskGraph.Resolve(_tasks, settings.Targets, settings.Exclusive && !audits);
        DeclarationCheck.Run(nodes, new(_tasks), context.Environment.WorkingDirectory.FullPath);
        // Cake's --dryrun comes with a strategy that only prints: in order, one at a time, nothing skipped or kept.
        return strategy is DefaultExecutionStrategy
            ? await RunInParallelAsync(context, strategy, nodes, settings)
            : await RunInOrderAsync(context, strategy, nodes);
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

    private async Task<CakeReport> RunInParallelAsync(
        ICakeContext context, IExecutionStrategy strategy, IReadOnlyList<TaskNode> nodes, ExecutionSettings settings)
    {
        var options = RunOptions.Read(context);
        var root = context.Environment.WorkingDirectory.FullPath;
        using var interrupt = new Interrupt();
        // The audit that watches this build holds the lock for it, and lends it the temporary folder.
        if (Watch.IsOn(root)) return await RunAsync(context, strategy, options, nodes, nodes[^1], isWatched: true, interrupt);
        using var hold = await WorkspaceLock.TakeAsync(root, Console.Out, interrupt.Token);
        if (hold.PredecessorWasKilled) Orphans.End(root);
        Orphans.Mark(root);
        Signals.AdoptOrphans();
        using var scratch = new ScratchFolder(root);
        return options.Audit
            ? await AuditAsync(context, strategy, options, AuditPlan.Of(nodes, settings.Targets), settings.Exclusive, interrupt)
            : await RunAsync(context, strategy, options, nodes, nodes[^1], isWatched: false, interrupt);
    }

    private async Task<CakeReport> AuditAsync(ICakeContext context, IExecutionStrategy strategy, RunOptions options, AuditPlan plan,
        bool exclusive, Interrupt interrupt)
    {
        var prepares = plan.Before.Count > 0 && !exclusive;
        var report = prepares
            ? await RunAsync(context, strategy, options, plan.Before, null, isWatched: false, interrupt)
            : new CakeReport();
        await new Audit(context.Environment.WorkingDirectory.FullPath, options.Verbose)
            .RunAsync([.. plan.Watched.Where(t => Runs(t, plan.Watched.Count == 1, context))], interrupt.Token);
        return report;
    }

    private async Task<CakeReport> RunAsync(ICakeContext context, IExecutionStrategy strategy, RunOptions options,
        IReadOnlyList<TaskNode> nodes, TaskNode? target, bool isWatched, Interrupt interrupt)
    {
        using var workspace = new Workspace(context.Environment.WorkingDirectory.FullPath, isWatched);
        using var run = new Run(context, strategy, _lifecycle, workspace, options, nodes, target, interrupt.Token);
        IReadOnlyList<TaskResult> results = [];
        Exception? failure = null;
        try
        {
            SetUp(context, strategy, nodes);
            results = await run.RunAsync();
            failure = interrupt.Failure ?? run.Failure;
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            run.EndView();
            _lifecycle.TearDown(strategy, new TeardownContext(context, failure!));
        }

        run.Close(results);
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
}
