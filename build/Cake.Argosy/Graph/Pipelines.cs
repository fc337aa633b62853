using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Zuul's configuration.</summary>
[TaskName("Pipelines")]
[TaskDescription("Generates zuul.d/ and playbooks/ from argosy.yaml and pipelines/")]
public sealed class Pipelines : AsyncFrostingTask
{
    /// <inheritdoc />
    // File by file, since DevStack's jobs are in the same folder.
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task
        .Inputs("argosy.yaml")
        .InputsIfPresent("pipelines/**")
        .Outputs([.. context.Generated.PipelineFiles])
        .UpdatesOutputs();

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Task.Run(context.Generated.WritePipelines);
}
