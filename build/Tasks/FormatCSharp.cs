using Cake.Argosy;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;
using Cake.Core;

namespace Argosy.Build;

/// <summary>C# sources are formatted as agreed.</summary>
[TaskName("Lint-CSharp")]
[TaskDescription("Fails where C# sources aren't formatted as .editorconfig says")]
public sealed class FormatCSharp : AsyncFrostingTask
{
    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: 1, "msbuild");

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => SourceFormat.RefuseCSharpAsync(context, "Argosy.slnx");
}
