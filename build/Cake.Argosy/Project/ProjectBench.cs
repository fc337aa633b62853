using Argosy.Processes;

namespace Cake.Argosy.Project;

/// <summary>Benchmarks: programs that write a report for people and one for other programs.</summary>
public sealed class ProjectBench(Session session)
{
    /// <summary>Runs a benchmark, and shows its table at the run's end.</summary>
    /// <param name="project">Its folder. It gets the project's folder and that of the reports as arguments.</param>
    /// <param name="report">The reports' name without <c>.md</c>.</param>
    public async Task RunAsync(string project, string report)
    {
        var folder = Path.Combine(session.Paths.Artifacts, "bench");
        var command = new Command("dotnet", ["run", "-c", "Release", "--project", project, "--", session.Root, folder]) { Folder = session.Root };
        await Session.Commands.RunAsync(command, Session.CurrentTask.Cancellation);
        foreach (var row in File.ReadLines(Path.Combine(folder, $"{report}.md")).Where(l => l.StartsWith('|'))) Session.CurrentTask.Note(row);
    }
}
