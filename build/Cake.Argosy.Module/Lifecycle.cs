using Argosy.Engine;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Argosy.Module;

/// <summary>Setup and teardown of a run and of a task, with Cake's events: in the order and with the error rules of
/// Cake.Tool 7.0.0.</summary>
[CallsTasks]
internal sealed class Lifecycle(ICakeDataService data, ICakeLog log)
{
    private readonly Lock _taskHooks = new();

    public event EventHandler<BeforeSetupEventArgs>? BeforeSetup;

    public event EventHandler<AfterSetupEventArgs>? AfterSetup;

    public event EventHandler<BeforeTeardownEventArgs>? BeforeTeardown;

    public event EventHandler<AfterTeardownEventArgs>? AfterTeardown;

    public event EventHandler<BeforeTaskSetupEventArgs>? BeforeTaskSetup;

    public event EventHandler<AfterTaskSetupEventArgs>? AfterTaskSetup;

    public event EventHandler<BeforeTaskTeardownEventArgs>? BeforeTaskTeardown;

    public event EventHandler<AfterTaskTeardownEventArgs>? AfterTaskTeardown;

    /// <summary>The script's registrations; rejects what Cake rejects, such as two task setups.</summary>
    public CakeEngineActions Actions { get; } = new(data);

    /// <summary>There are hooks for every task, including aggregates.</summary>
    public bool HasTaskHooks => Actions.TaskSetup is not null || Actions.TaskTeardown is not null
        || BeforeTaskSetup is not null || AfterTaskSetup is not null
        || BeforeTaskTeardown is not null || AfterTaskTeardown is not null;

    /// <summary>The number of teardowns that are marked <see cref="QuietAttribute"/>.</summary>
    public int QuietTeardowns { get; set; }

    /// <summary>Nothing is called in a run without work that could print or leave something.</summary>
    public bool IsQuiet => !HasTaskHooks && Actions.Setups.Count == 0 && Actions.Teardowns.Count == QuietTeardowns
        && BeforeSetup is null && AfterSetup is null && BeforeTeardown is null && AfterTeardown is null;

    /// <returns>Whether there was anything to do.</returns>
    public bool SetUp(IExecutionStrategy strategy, ISetupContext context)
    {
        Publish(BeforeSetup, new(context));
        try
        {
            foreach (var setup in Actions.Setups) strategy.PerformSetup(setup, context);
            return Actions.Setups.Count > 0;
        }
        finally
        {
            Publish(AfterSetup, new(context));
        }
    }

    /// <summary>Calls every teardown, even if others throw. Their exceptions end the run, unless it has already
    /// failed.</summary>
    /// <returns>Whether there was anything to do, and the error.</returns>
    public (bool Any, Exception? Error) TearDown(IExecutionStrategy strategy, ITeardownContext context)
    {
        var errors = new List<Exception>();
        Publish(BeforeTeardown, new(context));
        foreach (var teardown in Actions.Teardowns)
        {
            try
            {
                strategy.PerformTeardown(teardown, context);
            }
            catch (Exception e)
            {
                errors.Add(e);
            }
        }

        if (errors.Count > 0) log.Error("An error occurred in a custom teardown action.");
        if (!context.Successful || errors.Count > 1 || Actions.Teardowns.Count > 1)
        {
            foreach (var error in errors) log.Error("Teardown error: {0}", error.Message);
        }

        Publish(AfterTeardown, new(context));
        return (Actions.Teardowns.Count > 0, !context.Successful || errors.Count == 0 ? null
            : errors.Count == 1 ? errors[0]
            : new AggregateException("Multiple teardown methods threw exceptions.", errors));
    }

    // Hooks of tasks were written for an engine that runs one task at a time, so one hook runs at a time here too.
    public void SetUpTask(IExecutionStrategy strategy, ICakeContext context, CakeTask task, bool skipped)
    {
        if (!HasTaskHooks) return;
        var setup = new TaskSetupContext(context, task);
        lock (_taskHooks)
        {
            Publish(BeforeTaskSetup, new(setup));
            try
            {
                if (Actions.TaskSetup is { } action) strategy.PerformTaskSetup(action, setup);
            }
            catch (Exception e)
            {
                TearDownTask(strategy, new(context, task, TimeSpan.Zero, skipped, e));
                throw;
            }
            finally
            {
                Publish(AfterTaskSetup, new(setup));
            }
        }
    }

    public void TearDownTask(IExecutionStrategy strategy, TaskTeardownContext context)
    {
        if (!HasTaskHooks) return;
        lock (_taskHooks)
        {
            Publish(BeforeTaskTeardown, new(context));
            try
            {
                if (Actions.TaskTeardown is { } action) strategy.PerformTaskTeardown(action, context);
            }
            catch (Exception e)
            {
                log.Error("An error occurred in the custom task teardown action ({0}).", context.Task.Name);
                if (context.ThrownException is null) throw;
                log.Error("Task Teardown error ({0}): {1}", context.Task.Name, e.Message);
            }
            finally
            {
                Publish(AfterTaskTeardown, new(context));
            }
        }
    }

    private void Publish<T>(EventHandler<T>? handlers, T arguments) where T : EventArgs
    {
        foreach (var handler in handlers?.GetInvocationList() ?? [])
        {
            try
            {
                ((EventHandler<T>)handler)(this, arguments);
            }
            catch (Exception e)
            {
                log.Error("An error occurred in the event handler {0}: {1}", handler.Method.Name, e.Message);
            }
        }
    }
}
