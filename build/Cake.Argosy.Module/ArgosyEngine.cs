using System.Reflection;
using Argosy.Platforms.Diagnostics;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Argosy.Module;

/// <summary>Argosy's engine: Cake's own task graph, run in parallel and incrementally.</summary>
internal sealed partial class ArgosyEngine(ICakeDataService data, ICakeLog log, ScriptCode script) : ICakeEngine
{
    private readonly List<CakeTask> _tasks = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lifecycle _lifecycle = new(data, log);

    public IReadOnlyList<ICakeTaskInfo> Tasks => _tasks;

    public CakeTaskBuilder RegisterTask(string name)
    {
        if (!_names.Add(name))
            throw new ArgosyException(new Diagnostic(
                "ARG0703", new($"task {name}"), "it is registered twice", "Rename one."));
        var task = new CakeTask(name);
        _tasks.Add(task);
        return new(task);
    }

    public void RegisterSetupAction(Action<ISetupContext> action) => _lifecycle.Actions.RegisterSetup(action);

    public void RegisterSetupAction<TData>(Func<ISetupContext, TData> action) where TData : class =>
        _lifecycle.Actions.RegisterSetup(action);

    public void RegisterTeardownAction(Action<ITeardownContext> action)
    {
        if (action?.Method.GetCustomAttribute<QuietAttribute>() is not null) _lifecycle.QuietTeardowns++;
        _lifecycle.Actions.RegisterTeardown(action);
    }

    public void RegisterTeardownAction<TData>(Action<ITeardownContext, TData> action) where TData : class =>
        _lifecycle.Actions.RegisterTeardown(action);

    public void RegisterTaskSetupAction(Action<ITaskSetupContext> action) =>
        _lifecycle.Actions.RegisterTaskSetup(action);

    public void RegisterTaskSetupAction<TData>(Action<ITaskSetupContext, TData> action) where TData : class =>
        _lifecycle.Actions.RegisterTaskSetup(action);

    public void RegisterTaskTeardownAction(Action<ITaskTeardownContext> action) =>
        _lifecycle.Actions.RegisterTaskTeardown(action);

    public void RegisterTaskTeardownAction<TData>(Action<ITaskTeardownContext, TData> action) where TData : class =>
        _lifecycle.Actions.RegisterTaskTeardown(action);

    public event EventHandler<BeforeSetupEventArgs>? BeforeSetup
    {
        add => _lifecycle.BeforeSetup += value;
        remove => _lifecycle.BeforeSetup -= value;
    }

    public event EventHandler<AfterSetupEventArgs>? AfterSetup
    {
        add => _lifecycle.AfterSetup += value;
        remove => _lifecycle.AfterSetup -= value;
    }

    public event EventHandler<BeforeTeardownEventArgs>? BeforeTeardown
    {
        add => _lifecycle.BeforeTeardown += value;
        remove => _lifecycle.BeforeTeardown -= value;
    }

    public event EventHandler<AfterTeardownEventArgs>? AfterTeardown
    {
        add => _lifecycle.AfterTeardown += value;
        remove => _lifecycle.AfterTeardown -= value;
    }

    public event EventHandler<BeforeTaskSetupEventArgs>? BeforeTaskSetup
    {
        add => _lifecycle.BeforeTaskSetup += value;
        remove => _lifecycle.BeforeTaskSetup -= value;
    }

    public event EventHandler<AfterTaskSetupEventArgs>? AfterTaskSetup
    {
        add => _lifecycle.AfterTaskSetup += value;
        remove => _lifecycle.AfterTaskSetup -= value;
    }

    public event EventHandler<BeforeTaskTeardownEventArgs>? BeforeTaskTeardown
    {
        add => _lifecycle.BeforeTaskTeardown += value;
        remove => _lifecycle.BeforeTaskTeardown -= value;
    }

    public event EventHandler<AfterTaskTeardownEventArgs>? AfterTaskTeardown
    {
        add => _lifecycle.AfterTaskTeardown += value;
        remove => _lifecycle.AfterTaskTeardown -= value;
    }
}
