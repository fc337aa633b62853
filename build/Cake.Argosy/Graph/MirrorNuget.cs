using Argosy.Packages.Mirrors;
using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of packages for NuGet.</summary>
[TaskName("Mirror-Nuget")]
[TaskDescription("Writes the mirror of packages for NuGet")]
[IsDependentOn(typeof(Pack))]
[IsDependeeOf(typeof(Mirrors))]
public sealed class MirrorNuget : MirrorTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => ModelCells.Packed(context).Any();

    /// <inheritdoc />
    protected override IMirror Mirror(BuildContext context) => new NugetMirror(context.Settings, context.Dotnet);
}
