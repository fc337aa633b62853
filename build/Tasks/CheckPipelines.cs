using Cake.Argosy;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Zuul's configuration is what Zuul takes, and does what it says.</summary>
[TaskName("Check-Pipelines")]
[TaskDescription("Fails where zuul.d/ has what Zuul refuses, or takes without a word and never runs")]
public sealed class CheckPipelines : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Generated.RefuseFaults);
}
