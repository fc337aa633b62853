using System.Runtime.CompilerServices;
using Argosy.Artifacts.Tasks;
using Cake.Core;

namespace Cake.Argosy.Module.Declarations;

/// <summary>The declarations of Cake's tasks, which have no field for them.</summary>
internal static class TaskDeclarations
{
    private static readonly ConditionalWeakTable<ICakeTaskInfo, TaskDeclaration> s_known = [];

    /// <summary>The task's declaration, an empty one at first.</summary>
    public static TaskDeclaration Of(ICakeTaskInfo task) => s_known.GetOrCreateValue(task);
}
