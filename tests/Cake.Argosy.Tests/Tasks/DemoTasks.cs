using Argosy.Platforms;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Tests.Tasks;

[TaskName("Prepare")]
[TaskDescription("Comes first")]
internal sealed class Prepare : AsyncFrostingTask
{
    public static List<string> Ran { get; } = [];

    public override bool ShouldRun(BuildContext context) => !context.Settings.Locked;

    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Inputs("prepare/**");

    public override Task RunAsync(BuildContext context)
    {
        Ran.Add("Prepare");
        return Task.CompletedTask;
    }
}

[TaskName("Foreign")]
internal sealed class ForeignRoot : AsyncMatrixTask
{
    public override bool HasCell(BuildContext context, Architecture cell) => !context.Settings.Host.Runs(cell);

    public override Task RunAsync(BuildContext context, Architecture cell) => Task.CompletedTask;
}

[TaskName("Compile")]
[TaskDescription("Compiles a cell")]
[IsDependentOn(typeof(Prepare))]
[IsDependentOn(typeof(ForeignRoot))]
internal sealed class Compile : AsyncMatrixTask
{
    public static List<string> Ran { get; } = [];

    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Values("every cell");

    public override void Declare(CakeTaskBuilder task, BuildContext context, Architecture cell) =>
        task.Outputs($"out/{cell}");

    public override Task RunAsync(BuildContext context, Architecture cell)
    {
        Ran.Add($"{cell}");
        return Task.CompletedTask;
    }
}

[TaskName("Publish")]
[IsDependentOn(typeof(Compile))]
internal sealed class Publish : AsyncFrostingTask
{
    public override Task RunAsync(BuildContext context) => Task.CompletedTask;
}

[TaskName("Everything")]
[IsDependentOn(typeof(Publish))]
[IsDependentOn(typeof(ForeignRoot))]
internal sealed class Everything : FrostingTask;

[TaskName("Archive")]
[IsDependeeOf(typeof(Everything))]
internal sealed class Archive : FrostingTask;

[TaskName("Broken")]
internal sealed class NoTask;

internal sealed class Nameless : FrostingTask;

[TaskName("Leaning")]
[IsDependentOn(typeof(Nameless))]
internal sealed class Leaning : FrostingTask;
