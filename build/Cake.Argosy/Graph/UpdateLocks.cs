using Cake.Argosy.Maintenance;
using Cake.Argosy.Tasks;

namespace Cake.Argosy.Graph;

/// <summary>Pins downloads to the mirrors' current versions.</summary>
[TaskName("Update-Locks")]
[TaskDescription("Renews the locks of every Debian package set and sdist from the mirrors")]
public sealed class UpdateLocks : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => LockRenewal.RunAsync(context);
}
