using Cake.Argosy.Tasks;

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
    public override Task RunAsync(BuildContext context) => Task.Run(() => context.Ledger.WriteAsync(
        context.Arguments.GetArguments("previous-ledger").LastOrDefault(),
        Console.IsOutputRedirected ? UsualWidth : Console.WindowWidth, context.Task));
}
