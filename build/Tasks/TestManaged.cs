using Cake.Argosy.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Tasks;
using Cake.Argosy;
using Cake.Core;

namespace Argosy.Build;

/// <summary>
/// Unit tests and slow tests of the managed code: the rooms' side by side, then the runtime's alone, since it measures and wants every core.
/// The runtime's want this machine's shim.
/// </summary>
[TaskName("Test-Managed")]
[TaskDescription("Runs the .NET tests, but for those that look at the whole build's results")]
[IsDependentOn(typeof(Native))]
public sealed class TestManaged : AsyncFrostingTask
{
    private const string Filter = "Category!=EndToEnd&Category!=Soak";

    // By their share of the time; the others have no order.
    private static readonly string[] s_longest = ["Cake.Argosy.Module.Tests", "Argosy.Packages.Tests"];

    private const string RuntimeTests = "Argosy.Runtime.Tests";

    /// <inheritdoc />
    public override void Declare(CakeTaskBuilder task, Session session) => task.Resources(cores: 2);

    /// <inheritdoc />
    public override async Task RunAsync(Session context)
    {
        var cancellation = Session.CurrentTask.Cancellation;
        await context.Suites.AssembliesAsync("managed", "Argosy.slnx", Rooms(), 2, Filter, cancellation);
        await context.Suites.DotnetAsync("runtime", $"tests/{RuntimeTests}", Filter, cancellation);
    }

    private static string[] Rooms() =>
    [
        .. Directory.EnumerateDirectories("tests", "*.Tests").Select(folder => Path.GetFileName(folder)!)
            .Where(name => name is not (RuntimeTests or "Argosy.EndToEnd.Tests"))
            .OrderBy(name => Array.IndexOf(s_longest, name) is var place && place < 0 ? s_longest.Length : place)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => $"tests/{name}/bin/Release/net10.0/{name}.dll"),
    ];
}
