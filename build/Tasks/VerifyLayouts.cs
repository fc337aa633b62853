using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>skopeo reads each layout.</summary>
[TaskName("Verify-Layouts")]
[TaskDescription("Proves the OCI layouts: skopeo reads and copies them, all platforms")]
[IsDependentOn(typeof(Images))]
public sealed class VerifyLayouts : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Values("proof")
        .UsesIfPresent("skopeo");

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Images.InspectAsync();
}
