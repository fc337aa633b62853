using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>Setup and teardown, of a run and of a task, with Cake's events around them.</summary>
internal sealed class Lifecycle(ICakeDataService data)
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

    public List<Action<ISetupContext>> Setups { get; } = [];

    public List<Action<ITeardownContext>> Teardowns { get; } = [];

    public List<Action<ITaskSetupContext>> TaskSetups { get; } = [];

    public List<Action<ITaskTeardownContext>> TaskTeardowns { get; } = [];

    public void AddSetup<TData>(Func<ISetupContext, TData> action) where TData : class =>
        Setups.Add(context => data.Add(action(context)));

    public void SetUp(IExecutionStrategy strategy, ISetupContext context)
    {
        BeforeSetup?.Invoke(this, new(context));
        foreach (var setup in Setups) strategy.PerformSetup(setup, context);
        AfterSetup?.Invoke(this, new(context));
    }

    public void TearDown(IExecutionStrategy strategy, ITeardownContext context)
    {
        BeforeTeardown?.Invoke(this, new(context));
        foreach (var teardown in Teardowns) strategy.PerformTeardown(teardown, context);
        AfterTeardown?.Invoke(this, new(context));
    }

    // Hooks of tasks were written for an engine that runs one task at a time: one hook runs at a time here too.
    public void SetUpTask(IExecutionStrategy strategy, ITaskSetupContext context)
    {
        lock (_taskHooks)
        {
            BeforeTaskSetup?.Invoke(this, new(context));
            foreach (var setup in TaskSetups) strategy.PerformTaskSetup(setup, context);
            AfterTaskSetup?.Invoke(this, new(context));
        }
    }

    public void TearDownTask(IExecutionStrategy strategy, ITaskTeardownContext context)
    {
        lock (_taskHooks)
        {
            BeforeTaskTeardown?.Invoke(this, new(context));
            foreach (var teardown in TaskTeardowns) strategy.PerformTaskTeardown(teardown, context);
            AfterTaskTeardown?.Invoke(this, new(context));
        }
    }
}
