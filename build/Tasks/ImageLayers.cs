using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Each architecture's images.</summary>
[TaskName("Image-Layers")]
[TaskDescription("Builds the images of each architecture: Debian packages, the runtime and the shim, without a daemon")]
[IsDependentOn(typeof(Native))]
[IsDependentOn(typeof(Runtime))]
public sealed class ImageLayers : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => session.Images.Declare(task, cell);

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Images.BuildAsync(cell);
}
