using System.Diagnostics;
using Argosy.Engine;
using Argosy.Engine.Graph;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>Calls tasks' hooks, actions and handlers by the rules of Cake.Tool 7.0.0.</summary>
[CallsTasks]
internal sealed class CakeTaskCode(ICakeContext context, IExecutionStrategy strategy, Lifecycle lifecycle) : ITaskCode
{
    public bool HasHooks => lifecycle.HasTaskHooks;

    public string ToolAssemblies => "Cake.";

    public UnmetCriterion? FindUnmet(GraphTask task)
    {
        var criteria = RegisteredTask.TaskOf(task).Criterias;
        if (criteria.Count == 0 || criteria.FirstOrDefault(c => !c.Predicate(context)) is not { } unmet) return null;
        unmet.CausedSkippingOfTask = true;
        return new(unmet.Message, unmet);
    }

    public void Skip(GraphTask task, UnmetCriterion criterion)
    {
        var skipped = RegisteredTask.TaskOf(task);
        lifecycle.SetUpTask(strategy, context, skipped, skipped: true);
        strategy.Skip(skipped, (CakeTaskCriteria)criterion.Origin);
        lifecycle.TearDownTask(strategy, new(context, skipped, TimeSpan.Zero, true, null));
    }

    // A report is another run's, which a task started.
    public ErrorKind KindOf(Exception error) => error switch
    {
        CakeReportException => ErrorKind.Reported,
        CakeException => ErrorKind.Message,
        _ => ErrorKind.Other,
    };

    // Cake's own order: actions, then the reporter and the handler, then the finally handler, then the task's teardown.
    // The teardown isn't called after a finally handler that throws.
    public async Task<Exception?> CallAsync(GraphTask task, TaskRun run)
    {
        var called = RegisteredTask.TaskOf(task);
        var clock = Stopwatch.StartNew();
        Exception? thrown = null;
        lifecycle.SetUpTask(strategy, context, called, skipped: false);
        try
        {
            await strategy.ExecuteAsync(called, context);
        }
        catch (Exception e)
        {
            thrown = e;
            if (e is OperationCanceledException && run.Cancellation.IsCancellationRequested) throw;
            if (called.ErrorReporter is { } reporter) await ReportAsync(reporter, e);
            if (called.ErrorHandler is not { } handler) throw;
            await strategy.HandleErrorsAsync(handler, e, context);
        }
        finally
        {
            if (called.FinallyHandler is { } last) await strategy.InvokeFinallyAsync(last, context);
            lifecycle.TearDownTask(strategy, new(context, called, clock.Elapsed, false, thrown));
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
