using Argosy.Packages.Mirrors;
using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of Debian packages for apt.</summary>
[TaskName("Mirror-Debian")]
[TaskDescription("Writes the mirror of Debian packages for apt")]
[IsDependentOn(typeof(Deb))]
[IsDependeeOf(typeof(Mirrors))]
public sealed class MirrorDebian : MirrorTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => ModelCells.Debs(context).Any();

    /// <inheritdoc />
    protected override IMirror Mirror(BuildContext context) =>
        new DebianMirror(context.Settings, context.Debs, DebianKeyReader.Read(context));
}
