using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>A multi-platform OCI layout.</summary>
[TaskName("Images")]
[TaskDescription("Puts the architectures of each image together: one OCI layout with one multi-platform index")]
[IsDependentOn(typeof(Image))]
public sealed class Images : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Images.Cells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) => task
        .Values(session.Images.Find(cell).Fingerprint, $"{session.SourceDate}", string.Join(',', session.Architectures))
        .Outputs(session.Paths.Relative(session.Paths.Image(cell.ItemName)));

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Images.AssembleAsync(context.Images.Find(cell));
}
