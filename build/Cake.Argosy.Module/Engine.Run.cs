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
        var nodes = TaskGraph.Resolve(_tasks, settings.Targets, settings.Exclusive);
        DeclarationCheck.Run(nodes, new(_tasks), context.Environment.WorkingDirectory.FullPath);
        phases.End("graph");
        // Cake's --dryrun comes with a strategy that only prints: in order, one at a time, nothing skipped or kept.
        if (strategy is not DefaultExecutionStrategy) return await RunInOrderAsync(context, strategy, nodes);
        var report = await RunInParallelAsync(context, strategy, nodes, phases);
        phases.End("close");
        phases.Say(context.Log);
        return report;
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
        ICakeContext context, IExecutionStrategy strategy, IReadOnlyList<TaskNode> nodes, EnginePhases phases)
    {
        var options = RunOptions.Read(context);
        var root = context.Environment.WorkingDirectory.FullPath;
        using var interrupt = new Interrupt();
        using var hold = await WorkspaceLock.TakeAsync(root, Console.Out, interrupt.Token);
        if (hold.PredecessorWasKilled) Orphans.End(root);
        Orphans.Mark(root);
        Signals.AdoptOrphans();
        using var scratch = new ScratchFolder(root);
        using var workspace = new Workspace(root);
        phases.End("records");
        using var run = new Run(context, strategy, _lifecycle, workspace, options, nodes, interrupt.Token);
        IReadOnlyList<TaskResult> results = [];
        Exception? failure = null;
        try
        {
            SetUp(context, strategy, nodes);
            phases.End("set-up");
            results = await run.RunAsync();
            phases.End("tasks");
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
        phases.End("report");
        return failure is null ? Report(results) : throw failure;
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
