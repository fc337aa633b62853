using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The NuGet packages of the runtime and its launcher.</summary>
[TaskName("Pack")]
[TaskDescription("Packs the runtime and its launcher for NuGet: managed once, the shim for every architecture")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Runtime))]
public sealed class Pack : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Inputs([.. Cargo.RuntimeSources, Cargo.LauncherSources])
        .Values($"{session.SourceDate}", session.Model.Project.Version, string.Join(',', session.Architectures))
        .UsesVersioned("dotnet")
        .Outputs(session.Paths.Relative(session.Paths.Packages))
        .Resources(cores: 1, "msbuild");

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Dotnet.PackAsync(Cargo.Runtime, Cargo.Launcher);
}
