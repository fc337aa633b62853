using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of Debian packages for apt.</summary>
[TaskName("Mirror-Debian")]
[TaskDescription("Writes the mirror of Debian packages for apt")]
[IsDependentOn(typeof(Deb))]
public sealed class MirrorDebian : AsyncFrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => ModelCells.Debs(context).Any();

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(context.DebianMirror.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.DebianMirror.WriteAsync(context.Task);
}
