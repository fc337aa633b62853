using Argosy.Packages.Mirrors;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Tasks;

/// <summary>A task that writes the mirror of all packages of one kind.</summary>
public abstract class MirrorTask : AsyncFrostingTask
{
    /// <summary>The mirror, made from the context's settings and builds.</summary>
    protected abstract IMirror Mirror(BuildContext context);

    /// <inheritdoc />
    public sealed override void Declare(CakeTaskBuilder task, BuildContext context) =>
        task.Declare(Mirror(context).Declare);

    /// <inheritdoc />
    public sealed override Task RunAsync(BuildContext context) => Mirror(context).WriteAsync(context.Task);
}
