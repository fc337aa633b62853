using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Zuul's configuration.</summary>
[TaskName("Pipelines")]
[TaskDescription("Generates zuul.d/ and playbooks/ from argosy.yaml and pipelines/")]
// DevStack's jobs lie in zuul.d/, too: this task's result is the folder as both leave it.
[IsDependentOn(typeof(Devstack))]
public sealed class Pipelines : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task
        .Inputs("argosy.yaml", "pipelines/**")
        .Outputs("zuul.d", "playbooks")
        .LocalOnly();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Generated.WritePipelines);
}
