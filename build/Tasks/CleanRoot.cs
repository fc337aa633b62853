using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>A platform as a user has it.</summary>
[TaskName("Root-Clean")]
[TaskDescription("Makes a clean root for each platform, in which packages are installed to prove them")]
public sealed class CleanRoot : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) =>
        session.Roots.Declare(task, cell, "clean");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Roots.BuildAsync(cell, "clean");
}
