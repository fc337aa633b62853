using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Nothing stays of what the model no longer asks for.</summary>
[TaskName("Tidy")]
[TaskDescription("Removes what tasks made for items and platforms that the model has no more")]
public sealed class Tidy : AsyncFrostingTask
{
    /// <inheritdoc />
    // With some architectures alone it isn't known what tasks of the others make.
    public override bool ShouldRun(Session context) => context.Architectures.Count == context.Model.Architectures.Count;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Values([.. session.Outputs.Makers]).LocalOnly();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Outputs.RemoveFormer);
}
