using Argosy.Artifacts.Tasks;
using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>Commands of a task.</summary>
public static class TaskCommands
{
    /// <summary>Runs programs whose output goes to the task's log.</summary>
    public static CommandRunner Commands(this TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(task.Log);
    }
}
