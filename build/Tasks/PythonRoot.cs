using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Each distribution's own Python, for the build machine.</summary>
[TaskName("Root-Python")]
[TaskDescription("Makes a root with each distribution's own Python, which cross-builds its wheels")]
public sealed class PythonRoot : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => session.Roots.DeclarePython(task);

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Roots.BuildPythonAsync();
}
