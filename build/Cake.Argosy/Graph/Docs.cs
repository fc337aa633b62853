using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The project's documentation as a site.</summary>
[TaskName("Docs")]
[TaskDescription("Checks docs/ and writes it as a site with reference and search: artifacts/site/docs/")]
public sealed class Docs : AsyncFrostingTask
{
    /// <inheritdoc />
    public override bool Exists(BuildContext context) => context.Site.Exists;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(d => context.Site.Declare(d, context.Targets));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) =>
        Task.Run(() => context.Site.Write(context.Targets, context.Task));
}
