using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Graph;

/// <summary>What became of each wheel on each platform.</summary>
[TaskName("Ledger")]
[TaskDescription("Writes what became of each wheel on each platform: artifacts/ledger/; fails if one is missing")]
[IsDependentOn(typeof(MirrorWheel))]
[IsDependentOn(typeof(VerifyWheel))]
public sealed class Ledger : AsyncFrostingTask
{
    private const int UsualWidth = 100;

    /// <inheritdoc />
    public override bool Exists(BuildContext context) => ModelCells.WheelFolders(context).Any();

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Declare(d =>
    {
        // A ledger to compare with may lie anywhere and change: with one, it runs.
        if (Previous(context) is null) context.Ledger.Declare(d);
    });

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => Task.Run(() => context.Ledger.WriteAsync(
        Previous(context),
        Console.IsOutputRedirected ? UsualWidth : Console.WindowWidth, context.Task));

    private static string? Previous(BuildContext context) =>
        context.Arguments.GetArguments("previous-ledger").LastOrDefault();
}
