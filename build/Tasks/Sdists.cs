using Argosy.Packages.Wheels;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>What wheels are built from.</summary>
[TaskName("Sdists")]
[TaskDescription("Fetches the upstream sdists of wheels/wheels.yaml into the user's cache")]
public sealed class Sdists : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) =>
        task.InputsIfPresent(WheelDefinition.FileName, SdistLock.FileName).Values($"locked={session.Locked}").LocalOnly();

    /// <inheritdoc />
    public override Task RunAsync(Session context) => context.Wheels.FetchAsync();
}
