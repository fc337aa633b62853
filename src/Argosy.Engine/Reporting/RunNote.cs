using Argosy.Artifacts.Journal;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Reporting;

/// <summary>The journal's record of a whole run.</summary>
internal static class RunNote
{
    public static RunRecord Of(IReadOnlyList<TaskResult> results)
    {
        var tasks = results.Where(r => !r.Node.IsComposite).ToList();
        return new(
            DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            CommandText.Of(Environment.GetCommandLineArgs().Skip(1)),
            Names(tasks), Names(tasks.Where(t => t.Outcome == TaskOutcome.Failed)),
            Names(tasks.Where(t => t.Outcome is TaskOutcome.NotRun or TaskOutcome.Cancelled)));
    }

    private static List<string> Names(IEnumerable<TaskResult> results) => [.. results.Select(r => r.Node.Name)];
}
