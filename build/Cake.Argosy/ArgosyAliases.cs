using Cake.Argosy.Tasks;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Argosy;

/// <summary>What a Cake script calls.</summary>
[CakeAliasCategory("Argosy")]
public static class ArgosyAliases
{
    /// <summary>Registers a compiled graph's task classes as tasks of the script.</summary>
    /// <param name="context">The script's context.</param>
    /// <param name="register">The script's own <c>Task</c>.</param>
    /// <param name="tearDown">The script's own <c>Teardown</c>.</param>
    /// <param name="graph">Any type of the assembly that holds the task classes.</param>
    [CakeMethodAlias]
    public static void RegisterArgosyTasks(
        this ICakeContext context, Func<string, CakeTaskBuilder> register, Action<Action<ITeardownContext>> tearDown, Type graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(tearDown);
        var session = new Session(context);
        new TaskRegistration(session, register).RegisterAll(graph.Assembly);
        tearDown(_ => session.Dispose());
    }
}
