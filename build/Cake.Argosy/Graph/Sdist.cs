using Cake.Argosy.Module.Declarations;
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
    public override IEnumerable<Cell> Cells(BuildContext context) => ModelCells.Sdists(context);

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context, Cell cell) =>
        task.Declare(d => context.Wheels.DeclareFetch(d, cell.ItemName));

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context, Cell cell) =>
        context.Wheels.FetchAsync(cell.ItemName, context.Task);
}
