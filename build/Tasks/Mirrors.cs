using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>What a static web server serves.</summary>
[TaskName("Mirrors")]
[TaskDescription("Writes the mirrors: wheels for pip, packages for NuGet, debs for apt; any static web server serves them")]
[IsDependentOn(typeof(Wheels))]
[IsDependentOn(typeof(Pack))]
[IsDependentOn(typeof(Debs))]
public sealed class Mirrors : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Values($"{session.Model.MirrorAddress}", string.Join(',', session.Architectures), string.Join(',', session.Model.Platforms))
        .Uses("dpkg-deb")
        .Outputs(session.Paths.Relative(session.Paths.Mirrors));

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Mirrors.WriteAsync();
}
