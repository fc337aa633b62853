using Cake.Argosy;
using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Argosy.Build;

/// <summary>Unit tests and slow tests of the managed code, two assemblies at a time. The runtime's tests need this
/// machine's shim.</summary>
[TaskName("Test-Managed")]
[TaskDescription("Runs the .NET tests, but for those that look at the whole build's results")]
[IsDependentOn(typeof(Native))]
public sealed class TestManaged : AsyncFrostingTask
{
    private const string Filter = "Category!=EndToEnd&Category!=Soak";

    private const string EndToEnd = "Argosy.EndToEnd.Tests";

    // By their share of the time, so that none of these is last; the others have no order.
    private static readonly string[] s_longest =
    [
        "Cake.Argosy.Module.Tests", "Argosy.Packages.Tests", "Argosy.Toolchains.Tests", "Argosy.Runtime.Tests",
        "Argosy.Images.Tests",
    ];

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, BuildContext context) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => context.Suites.AssembliesAsync(
        "managed", "Argosy.slnx", Assemblies(), 2, Filter, context.Task.Cancellation);

    /// <summary>The assemblies of all test projects that need no result of the main job, the slow ones first.</summary>
    internal static string[] Assemblies() =>
    [
        .. Directory.EnumerateDirectories("tests", "*.Tests").Select(folder => Path.GetFileName(folder)!)
            .Where(name => name != EndToEnd)
            .OrderBy(name => Array.IndexOf(s_longest, name) is var place && place < 0 ? s_longest.Length : place)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => $"tests/{name}/bin/Release/net10.0/{name}.dll"),
    ];
}
