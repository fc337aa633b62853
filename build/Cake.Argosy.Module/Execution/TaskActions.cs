using System.Diagnostics;
using Cake.Argosy.Module.Auditing;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module.Execution;

/// <summary>Runs a task's hooks, actions and handlers as Cake has them, its output going to its log.</summary>
internal sealed class TaskActions(ICakeContext context, IExecutionStrategy strategy, Lifecycle lifecycle, Workspace workspace)
{
    /// <summary>How a run of a task ended.</summary>
    /// <param name="Run">What it said to the engine.</param>
    /// <param name="Error">What it failed with; null where it didn't.</param>
    /// <param name="Tail">The last lines it printed.</param>
    internal sealed record Ended(TaskRun Run, Exception? Error, IReadOnlyList<string> Tail);

    public async Task<Ended> RunAsync(TaskNode node, CancellationToken cancellation)
    {
        using var log = new TaskLog(workspace.LogOf(node.Name));
        for (var attempt = 1; ; attempt++)
        {
            var run = new TaskRun(node.Name, log, cancellation);
            var error = await TryAsync(node, run);
            var again = error is not null && attempt <= node.Declaration.Retries && !cancellation.IsCancellationRequested;
            if (!again) return new(run, error, log.Tail());
            foreach (var line in ErrorText.Of(error!)) log.WriteLine(line);
            log.WriteLine($"== attempt {attempt} of {node.Declaration.Retries + 1} failed; once more");
        }
    }

    private async Task<Exception?> TryAsync(TaskNode node, TaskRun run)
    {
        var clock = Stopwatch.StartNew();
        TaskRun.Current = run;
        Exception? error = null;
        if (workspace.IsWatched) Marks.Begin();
        try
        {
            lifecycle.SetUpTask(strategy, new TaskSetupContext(context, node.Task));
            await ExecuteAsync(node, run.Cancellation);
        }
        catch (Exception e)
        {
            error = e;
        }

        try
        {
            lifecycle.TearDownTask(strategy, new TaskTeardownContext(context, node.Task, clock.Elapsed, false, error!));
        }
        catch (Exception e)
        {
            error ??= e;
        }

        if (workspace.IsWatched) Marks.End();
        TaskRun.Current = null;
        return error;
    }

    // Cake's own order: actions, then the handler or the reporter, then the finally handler, whatever happened.
    private async Task ExecuteAsync(TaskNode node, CancellationToken cancellation)
    {
        try
        {
            await strategy.ExecuteAsync(node.Task, context);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            if (node.Task.ErrorReporter is { } reporter) await strategy.ReportErrorsAsync(reporter, e);
            if (node.Task.ErrorHandler is not { } handler) throw;
            await strategy.HandleErrorsAsync(handler, e, context);
        }
        finally
        {
            if (node.Task.FinallyHandler is { } last) await strategy.InvokeFinallyAsync(last, context);
        }
    }
}
