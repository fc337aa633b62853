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
        .Values(string.Join(',', session.Architectures), string.Join(',', session.Images.Definitions.Select(i => i.Name)))
        .Outputs(session.Paths.Relative(session.Paths.Images));

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Images.AssembleAsync();
}
