using Argosy.Platforms;
using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>apt installs each Debian package.</summary>
[TaskName("Verify-Debs")]
[TaskDescription("Proves the Debian packages: apt installs them from the mirror into a clean root, whose loader takes them")]
[IsDependentOn(typeof(Mirrors))]
[IsDependentOn(typeof(CleanRoot))]
public sealed class VerifyDebs : AsyncMatrixTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Architecture cell) => task
        .Values("proof")
        .Uses("apt-get", "dpkg", "dpkg-deb", "env", $"{cell.GnuTriplet}-gcc");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Architecture cell) => context.Debs.ProveAsync(cell);
}
