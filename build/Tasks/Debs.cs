using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Debian packages of the native libraries.</summary>
[TaskName("Debs")]
[TaskDescription("Packs the native libraries of each architecture for apt")]
[IsDependentOn(typeof(Native))]
public sealed class Debs : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => session.Debs.Declare(task, cell);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Debs.BuildAsync(cell);
}
