using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>The source archive of a wheel.</summary>
[TaskName("Sdist")]
[TaskAggregate("Sdists")]
[TaskDescription("Fetches the upstream sdists of wheels/wheels.yaml into the user's cache")]
public sealed class Sdist : AsyncCellTask
{
    /// <inheritdoc />
    public override IEnumerable<Cell> Cells(Session session) => session.Wheels.SdistCells;

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session, Cell cell) =>
        session.Wheels.DeclareFetch(task, session.Wheels.Find(cell));

    /// <inheritdoc />
    public override Task RunAsync(Session context, Cell cell) => context.Wheels.FetchAsync(context.Wheels.Find(cell));
}
