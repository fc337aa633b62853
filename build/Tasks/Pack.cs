using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>The runtime's NuGet package.</summary>
[TaskName("Pack")]
[TaskDescription("Packs the runtime for NuGet: managed once, the shim for every architecture")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Runtime))]
public sealed class Pack : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Inputs("src/Argosy.Runtime/**", "Directory.*.props", "global.json")
        .Values($"{session.SourceDate}", string.Join(',', session.Architectures))
        .Uses("dotnet")
        .Outputs(session.Paths.Relative(session.Paths.Packages))
        .Resources(cores: 1, "msbuild");

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Dotnet.PackAsync(Cargo.Runtime);
}
