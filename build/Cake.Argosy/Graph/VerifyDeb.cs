using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>apt installs a Debian package.</summary>
[TaskName("Verify-Deb")]
[TaskAggregate("Verify-Debs")]
[TaskDescription("Proves the Debian packages: apt installs them from the mirror into a clean root, whose loader takes them")]
[IsDependentOn(typeof(MirrorDebian))]
[IsDependentOn(typeof(CleanRoot))]
public sealed class VerifyDeb : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Debs.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) => task
        .Values("proof", session.Debs.Find(cell).Fingerprint)
        .Uses("apt-get", "dpkg", "dpkg-deb", "env", $"{cell.Architecture!.GnuTriplet}-gcc");

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Debs.ProveAsync(context.Debs.Find(cell), cell.Platform);
}
