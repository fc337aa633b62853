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
    public override bool Exists(Session session) => session.Dotnet.PackedCells.Any();

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Values($"{session.Model.MirrorAddress}")
        .Outputs(session.Paths.Relative(session.Paths.Mirror("nuget")))
        .ReplacesOutputs();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Mirrors.WriteNuget);
}
