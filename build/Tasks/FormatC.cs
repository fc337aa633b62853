using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;

namespace Argosy.Build;

/// <summary>C sources are formatted as agreed.</summary>
[TaskName("Lint-C")]
[TaskDescription("Fails where C sources aren't formatted as .clang-format says")]
public sealed class FormatC : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) =>
        SourceFormat.RefuseCAsync(context, [.. context.Model.Native.Select(n => n.Source)]);
}
