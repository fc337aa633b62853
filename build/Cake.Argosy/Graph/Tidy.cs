using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Removes outputs of items that are no longer in the model.</summary>
[TaskName("Tidy")]
[TaskDescription("Removes what tasks made for items and platforms that the model has no more")]
public sealed class Tidy : AsyncFrostingTask
{
    /// <inheritdoc />
    // With only some architectures, the outputs of the others' tasks are unknown.
    public override bool ShouldRun(Session context) => context.Architectures.Count == context.Model.Architectures.Count;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Values([.. session.Outputs.Makers]).LocalOnly();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => Task.Run(context.Outputs.RemoveFormer);
}
