using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>C# over the shim over libfabric, every byte checked.</summary>
[TaskName("Verify-Runtime")]
[TaskDescription("Proves the managed runtime on each architecture: two processes, RMA between them, every byte checked")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(MonoRoot))]
[IsDependentOn(typeof(Runtime))]
[IsDependentOn(typeof(Pack))]
public sealed class VerifyRuntime : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task.Values("proof");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => Cargo.ProveAsync(context, cell);
}
