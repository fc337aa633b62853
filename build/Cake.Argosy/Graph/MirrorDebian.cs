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
    public override bool Exists(Session session) => session.Debs.Cells.Any();

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Values($"{session.SourceDate}", session.Model.Project.Name, string.Join(',', session.Architectures))
        .Uses(Project.ProjectRoots.Unpacker)
        .Outputs(session.Paths.Relative(session.Paths.Mirror("debian")))
        .ReplacesOutputs();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Mirrors.WriteDebianAsync();
}
