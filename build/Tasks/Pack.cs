using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The NuGet packages of the runtime and its launcher.</summary>
[TaskName("Pack")]
[TaskDescription("Packs the runtime and argosy-launch for NuGet: managed once, the shim for every architecture")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Runtime))]
public sealed class Pack : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Inputs("src/Argosy.Runtime/**", "src/Argosy.Runtime.Generators/**", "src/Argosy.Runtime.Launch/**", "Directory.*.props", "global.json")
        .Values($"{session.SourceDate}", string.Join(',', session.Architectures))
        .Uses("dotnet")
        .Outputs(session.Paths.Relative(session.Paths.Packages))
        .Resources(cores: 1, "msbuild");

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Dotnet.PackAsync(Cargo.Runtime, Cargo.Launcher);
}
