using System.Diagnostics;
using Cake.Argosy.Module.Auditing;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module.Execution;

/// <summary>Runs a task's hooks, actions and handlers by the rules of Cake.Tool 7.0.0, with its output going to its
/// log.</summary>
internal sealed class TaskActions(ICakeContext context, IExecutionStrategy strategy, Lifecycle lifecycle, Workspace workspace)
{
    private readonly ProcessState _state = new();

    /// <summary>The end of a task's run.</summary>
    /// <param name="Run">The task's calls to the engine.</param>
    /// <param name="Error">Its failure; null if it succeeded.</param>
    /// <param name="Handled">The failure that the script handled.</param>
    /// <param name="Tail">The last lines of its output.</param>
    internal sealed record Ended(TaskRun Run, Exception? Error, Exception? Handled, IReadOnlyList<string> Tail);

    /// <summary>There are hooks for every task.</summary>
    public bool HasHooks => lifecycle.HasTaskHooks;

    /// <summary>Something is called for an aggregate, too.</summary>
    public bool Calls(TaskNode composite) => HasHooks || composite.Task.FinallyHandler is not null;

    /// <param name="node">The task.</param>
    /// <param name="clear">Removes the files of a failed attempt, before the next one.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Ended> RunAsync(TaskNode node, Action clear, CancellationToken cancellation)
    {
        using var log = new TaskLog(workspace.LogOf(node.Name));
        for (var attempt = 1; ; attempt++)
        {
            var run = new TaskRun(node.Name, log, cancellation);
            var (error, handled) = await TryAsync(run, () => CallAsync(node, run), node.RunsAlone);
            foreach (var line in (error ?? handled) is { } e ? ErrorText.OfTask(node.Name, e) : []) log.WriteLine(line);
            var again = error is not null && attempt <= node.Declaration.Retries && !cancellation.IsCancellationRequested;
            if (!again) return new(run, error, handled, log.Tail());
            log.WriteLine($"== attempt {attempt} of {node.Declaration.Retries + 1} failed; once more");
            clear();
        }
    }

    /// <summary>Calls the hooks for a skipped task.</summary>
    public async Task<Ended> SkipAsync(TaskNode node, CakeTaskCriteria criterion, CancellationToken cancellation)
    {
        using var log = new TaskLog(workspace.LogOf(node.Name));
        var run = new TaskRun(node.Name, log, cancellation);
        var (error, _) = await TryAsync(run, () =>
        {
            lifecycle.SetUpTask(strategy, context, node.Task, skipped: true);
            strategy.Skip(node.Task, criterion);
            lifecycle.TearDownTask(strategy, new(context, node.Task, TimeSpan.Zero, true, null));
            return Task.FromResult<Exception?>(null);
        }, alone: true);
        foreach (var line in error is null ? [] : ErrorText.OfTask(node.Name, error)) log.WriteLine(line);
        return new(run, error, null, log.Tail());
    }

    private async Task<(Exception? Error, Exception? Handled)> TryAsync(TaskRun run, Func<Task<Exception?>> call, bool alone)
    {
        var outer = TaskRun.Current;
        TaskRun.Current = run;
        if (workspace.IsWatched) TraceMarkers.Begin();
        // Changes to the process by a task that runs alone remain for the next one, as in Cake.
        if (!alone) _state.Enter(run.Task);
        try
        {
            return (null, await call());
        }
        catch (Exception e)
        {
            return (e, null);
        }
        finally
        {
            if (!alone && _state.Leave(run.Task) is { } note) run.Note(note);
            if (workspace.IsWatched) TraceMarkers.End();
            TaskRun.Current = outer;
        }
    }

    // Cake's own order: actions, then the reporter and the handler, then the finally handler, then the task's teardown. The
    // teardown isn't called after a finally handler that throws.
    private async Task<Exception?> CallAsync(TaskNode node, TaskRun run)
    {
        var clock = Stopwatch.StartNew();
        Exception? thrown = null;
        lifecycle.SetUpTask(strategy, context, node.Task, skipped: false);
        try
        {
            await strategy.ExecuteAsync(node.Task, context);
        }
        catch (Exception e)
        {
            thrown = e;
            if (e is OperationCanceledException && run.Cancellation.IsCancellationRequested) throw;
            if (node.Task.ErrorReporter is { } reporter) await ReportAsync(reporter, e);
            if (node.Task.ErrorHandler is not { } handler) throw;
            await strategy.HandleErrorsAsync(handler, e, context);
        }
        finally
        {
            if (node.Task.FinallyHandler is { } last) await strategy.InvokeFinallyAsync(last, context);
            lifecycle.TearDownTask(strategy, new(context, node.Task, clock.Elapsed, false, thrown));
            run.HasEnded = true;
        }

        return thrown;
    }

    private async Task ReportAsync(Func<Exception, Task> reporter, Exception error)
    {
        try
        {
            await strategy.ReportErrorsAsync(reporter, error);
        }
        catch (Exception)
        {
            // As in Cake: a reporter's own error doesn't hide the task's.
        }
    }
}
