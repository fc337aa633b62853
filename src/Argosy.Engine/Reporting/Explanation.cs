using Argosy.Artifacts.Files;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Reporting;

/// <summary><c>--explain</c>: why each task ran or didn't.</summary>
internal static class Explanation
{
    private const int MostReasons = 12;

    public static void Write(TextWriter output, IReadOnlyList<TaskResult> results)
    {
        output.WriteLine();
        foreach (var result in results.Where(r => !r.Node.IsComposite))
        {
            output.WriteLine($"{result.Node.Name} {Verb(result)}");
            foreach (var reason in result.Why.Take(MostReasons)) output.WriteLine($"    {FileName.Shown(reason)}");
            if (result.Why.Count > MostReasons)
                output.WriteLine($"    and {result.Why.Count - MostReasons} more: argosy explain {result.Node.Name}");
        }
    }

    private static string Verb(TaskResult result) => result.Outcome switch
    {
        TaskOutcome.UpToDate => "is up to date: nothing that it declares changed, and what it made is there",
        TaskOutcome.Restored => $"was restored ({result.From}), since",
        TaskOutcome.Skipped => "was skipped: a criterion of its own is not met",
        TaskOutcome.NotRun => "was not run: something before it failed, or the run was interrupted",
        TaskOutcome.Cancelled => "was interrupted",
        TaskOutcome.Failed when result.Why.Count == 0 => "failed",
        TaskOutcome.Failed => "failed; it ran, since",
        _ => "ran, since",
    };
}
