using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>What runs managed code for a foreign architecture.</summary>
[TaskName("Root-Mono")]
[TaskDescription("Makes a root with mono for each foreign architecture, to run managed code in")]
public sealed class MonoRoot : AsyncMatrixTask
{
    /// <inheritdoc />
    public override bool HasCell(Session session, Architecture cell) => !cell.IsBuildMachine;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) =>
        session.Roots.Declare(task, cell, "mono");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Roots.BuildAsync(cell, "mono");
}
