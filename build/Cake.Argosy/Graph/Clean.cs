using Cake.Argosy.Maintenance;
using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>Removes build outputs, but neither the compiled graph nor the user's download cache.</summary>
[TaskName("Clean")]
[TaskDescription("Removes artifacts/ and what the build keeps for itself; downloads stay in the user's cache")]
public sealed class Clean : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Task.Run(() => OutputCleaning.Clean(context));
}
