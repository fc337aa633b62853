using Cake.Argosy;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Zuul's configuration.</summary>
[TaskName("Pipelines")]
[TaskDescription("Generates zuul.d/ and playbooks/ from argosy.yaml and pipelines/")]
public sealed class Pipelines : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Generated.WritePipelines);
}
