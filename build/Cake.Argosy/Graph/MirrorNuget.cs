using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of packages for NuGet.</summary>
[TaskName("Mirror-Nuget")]
[TaskDescription("Writes the mirror of packages for NuGet")]
[IsDependentOn(typeof(Pack))]
public sealed class MirrorNuget : AsyncFrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => ModelCells.Packed(context).Any();

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(context.NugetMirror.Declare);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.NugetMirror.WriteAsync(context.Task);
}
