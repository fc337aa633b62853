using Cake.Argosy.Maintenance;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>Removes outputs of items that are no longer in the model.</summary>
[TaskName("Tidy")]
[FixedCriterion]
[TaskDescription("Removes what tasks made for items and platforms that the model has no more")]
public sealed class Tidy : AsyncFrostingTask
{
    /// <inheritdoc />
    // With only some architectures, the outputs of the others' tasks are unknown.
    public override bool ShouldRun(BuildContext context) =>
        context.Settings.Platforms is null && context.Settings.Architectures.Count == context.Model.Architectures.Count;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Values([.. context.Registration?.Makers ?? []]).LocalOnly();

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Task.Run(() => OutputCleaning.RemoveFormer(context));
}
