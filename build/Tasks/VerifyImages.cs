using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>podman runs each image.</summary>
[TaskName("Verify-Images")]
[TaskDescription("Proves the images on each architecture: podman runs their self-tests")]
[IsDependentOn(typeof(Images))]
public sealed class VerifyImages : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .Values("proof")
        .Uses("unshare")
        .UsesIfPresent("podman", "runc");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Images.ProveAsync(cell);
}
