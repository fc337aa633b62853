using Cake.Argosy;
using Cake.Argosy.Tasks;

namespace Argosy.Build;

/// <summary>Checks that Zuul accepts its configuration and that it works as written.</summary>
[TaskName("Check-Pipelines")]
[TaskDescription("Fails where zuul.d/ has what Zuul refuses, or takes without a word and never runs")]
public sealed class CheckPipelines : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Task.Run(() => context.Generated.RefuseFaults(context.Task));
}
