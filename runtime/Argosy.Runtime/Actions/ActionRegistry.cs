using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Argosy.Runtime;

/// <summary>The actions of this process. Every locality of a cluster runs the same assemblies.</summary>
public static class ActionRegistry
{
    private static readonly ConcurrentDictionary<uint, ActionDescriptor> s_byId = new();
    private static readonly ConcurrentDictionary<MethodInfo, ActionDescriptor> s_byMethod = new();
    private static readonly ConditionalWeakTable<Delegate, ActionDescriptor> s_byDelegate = new();

    /// <summary>Every registered action.</summary>
    public static IReadOnlyCollection<ActionDescriptor> All => [.. s_byId.Values];

    /// <summary>Registers an action; generated code calls it before any other code of its assembly runs.</summary>
    /// <param name="action">The action.</param>
    /// <param name="method">The method, so that a call by method finds its action; null for instance methods.</param>
    /// <exception cref="InvalidOperationException">Two actions have one id.</exception>
    public static void Register(ActionDescriptor action, Delegate? method = null)
    {
        var known = s_byId.GetOrAdd(action.Id, action);
        if (known != action && known.Name != action.Name)
        {
            throw new InvalidOperationException(
                $"ARG0830 actions {known.Name} and {action.Name} have the same number {action.Id:x8}. "
                + "Give one another name: [Action(Name = …)].");
        }
        if (method is not null)
            s_byMethod.TryAdd(method.Method, action);
    }

    /// <summary>Registers the actions of a library that has not been used yet.</summary>
    public static void Load(Assembly assembly) =>
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);

    /// <summary>The action of a method: generated calls look it up by the method that their caller names.</summary>
    /// <exception cref="InvalidOperationException">It isn't an action, or has other types.</exception>
    public static ActionDescriptor<TArguments, TResult> Of<TArguments, TResult>(Delegate method)
    {
        if (!s_byDelegate.TryGetValue(method, out var action))
        {
            if (!s_byMethod.TryGetValue(method.Method, out action))
                throw NotAnAction(method.Method);
            s_byDelegate.GetValue(method, _ => action);
        }
        return action as ActionDescriptor<TArguments, TResult> ?? throw NotAnAction(method.Method);
    }

    internal static ActionDescriptor? Find(uint id) => s_byId.TryGetValue(id, out var action) ? action : null;

    private static InvalidOperationException NotAnAction(MethodInfo method) => new(
        $"ARG0831 {method.DeclaringType}.{method.Name} is no action. "
        + "Mark it [Action] in an assembly that refers to the generator.");
}
