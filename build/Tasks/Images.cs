using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Multi-platform OCI layouts.</summary>
[TaskName("Images")]
[TaskDescription("Puts the architectures' images together: one OCI layout with one multi-platform index each")]
[IsDependentOn(typeof(ImageLayers))]
public sealed class Images : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Values(string.Join(',', session.Architectures))
        .Outputs([.. session.Images.Definitions.Select(i => session.Paths.Relative(session.Paths.Image(i.Name)))]);

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Images.AssembleAsync();
}
