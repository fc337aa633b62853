using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Sources are formatted as agreed.</summary>
[TaskName("Lint-Format")]
[TaskDescription("Fails where C#, C or shell sources aren't formatted as agreed")]
public sealed class Format : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Resources(cores: 1, "msbuild");

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.RefuseUnformattedAsync();
}
