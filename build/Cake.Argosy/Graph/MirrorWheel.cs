using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The mirror of a platform's wheels for pip.</summary>
[TaskName("Mirror-Wheel")]
[TaskDescription("Writes each platform's mirror of wheels for pip")]
[IsDependentOn(typeof(Wheels))]
public sealed class MirrorWheel : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Wheels.FolderCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) => task
        .Values("pip")
        .Outputs(session.Paths.Relative(session.Mirrors.OfWheels(cell.Platform)))
        .ReplacesOutputs();

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => Task.Run(() => context.Mirrors.WriteWheels(cell.Platform));
}
