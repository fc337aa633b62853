using Cake.Argosy;
using Cake.Argosy.Tasks;
using Cake.Argosy.Testing;

namespace Argosy.Build;

/// <summary>Shell scripts are sound.</summary>
[TaskName("Lint-Shell")]
[TaskDescription("Fails where a shell script isn't sound")]
public sealed class FormatShell : AsyncFrostingTask
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => SourceFormat.RefuseShellAsync(
        context, "build.sh", "build/arguments.sh", ".ci/run", "devstack/local.sh",
        "templates/argosy/build.sh");
}
