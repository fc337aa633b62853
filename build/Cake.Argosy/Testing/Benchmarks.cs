using Argosy.Processes;
using Argosy.Toolchains.Running;

namespace Cake.Argosy.Testing;

/// <summary>Benchmarks: programs that write a report for people and one for other programs.</summary>
public static class Benchmarks
{
    /// <summary>Runs a benchmark, and shows its table at the run's end.</summary>
    /// <param name="context">The running task.</param>
    /// <param name="project">Its folder. It gets the project's folder and that of the reports as arguments.</param>
    /// <param name="report">The reports' name without <c>.md</c>.</param>
    public static async Task RunAsync(BuildContext context, string project, string report)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = Path.Combine(context.Paths.Artifacts, "bench");
        var command = new Command(
            "dotnet", ["run", "-c", "Release", "--project", project, "--", context.Settings.Root, folder])
        {
            Folder = context.Settings.Root
        };
        await context.Task.Commands().RunAsync(command, context.Task.Cancellation);
        foreach (var row in File.ReadLines(Path.Combine(folder, $"{report}.md")).Where(l => l.StartsWith('|')))
            context.Task.Note(row);
    }
}
