using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Reporting;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module;

internal sealed partial class Engine
{
    public async Task<CakeReport> RunTargetAsync(
        ICakeContext context, IExecutionStrategy strategy, ExecutionSettings settings)
    {
        var nodes = TaskGraph.Resolve(_tasks, settings.Targets, settings.Exclusive);
        var target = nodes[^1];
        // Cake's --dryrun comes with a strategy that only prints: in order, one at a time, nothing skipped or kept.
        return strategy is DefaultExecutionStrategy
            ? await RunInParallelAsync(context, strategy, nodes, target)
            : await RunInOrderAsync(context, strategy, nodes, target);
    }

    private async Task<CakeReport> RunInOrderAsync(
        ICakeContext context, IExecutionStrategy strategy, IReadOnlyList<TaskNode> nodes, TaskNode target)
    {
        var report = new CakeReport();
        _lifecycle.SetUp(strategy, new SetupContext(context, target.Task, nodes.Select(n => n.Task)));
        foreach (var node in nodes)
        {
            if (TaskExecution.UnmetCriterion(node, node == target, context) is { } criterion)
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
        ICakeContext context, IExecutionStrategy strategy, IReadOnlyList<TaskNode> nodes, TaskNode target)
    {
        var options = RunOptions.Read(context);
        var workspace = new Workspace(context.Environment.WorkingDirectory.FullPath);
        using var hold = workspace.Lock();
        using var scratch = new ScratchFolder(workspace.Root);
        using var interrupt = new Interrupt();
        using var progress = new Progress(Console.Out, nodes.Count(n => !n.IsComposite));
        var execution = new TaskExecution(context, strategy, _lifecycle, workspace, options, progress, interrupt.Token);
        Exception? failure = null;
        IReadOnlyList<TaskResult> results = [];
        try
        {
            _lifecycle.SetUp(strategy, new SetupContext(context, target.Task, nodes.Select(n => n.Task)));
            var scheduler = new Scheduler(options.Jobs, options.KeepGoing);
            var outcomes = await scheduler.RunAsync(nodes, node => execution.RunAsync(node, node == target), interrupt.Token);
            results = execution.Results(nodes, outcomes);
            failure = interrupt.Failure ?? execution.Failure();
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            progress.Dispose();
            _lifecycle.TearDown(strategy, new TeardownContext(context, failure!));
        }

        RunReport.Write(workspace, results);
        SummaryTable.Write(Console.Out, results);
        return failure is null ? Report(results) : throw failure;
    }

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
