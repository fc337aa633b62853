using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Pipelines run only jobs that they may run, and change only the allowed attributes of final ones.</summary>
internal sealed class UseRule : IRule
{
    // Attributes that control when and how a job counts; all others define its work, which is fixed for a final job.
    private static readonly HashSet<string> s_ofContext =
    [
        "voting", "hold-following-changes", "failure-message", "success-message", "failure-url", "success-url",
        "branches", "files", "irrelevant-files", "tags", "provides", "requires", "dependencies",
        "match-on-config-updates", "deduplicate", "description", "variant-description", "name", "final", "abstract",
        "protected", "intermediate",
    ];

    public IEnumerable<Finding> Check(Layout layout) => layout.ProjectPipelines.SelectMany(p => p.Jobs)
        .Where(u => layout.Jobs.ContainsKey(u.Name)).SelectMany(u => Check(u, layout))
        .Concat(layout.Jobs.Values.Where(v => v.Count > 1).SelectMany(LaterVariants));

    /// <summary>Whether an attribute defines a job's work, so that it can't be changed for a final job.</summary>
    public static bool IsOfExecution(string attribute) => !s_ofContext.Contains(attribute);

    private static IEnumerable<Finding> Check(JobVariant use, Layout layout)
    {
        var variants = layout.Jobs[use.Name];
        if (variants[^1].Body.Says("abstract"))
            yield return FindingKinds.s_abstractRun.Error(use.Place,
                $"the job '{Excerpt.Of(use.Name)}' is abstract ({variants[^1].Place})",
                "Run a job that inherits from it.");
        if (layout.Chains.Of(use.Name).FirstOrDefault(v => v.Body.Says("final")) is not { } final) yield break;
        foreach (var (key, _) in use.Body.Entries.Where(e => IsOfExecution(e.Key.Value)))
            yield return FindingKinds.s_finalChanged.Error(key.Place,
                $"the job '{Excerpt.Of(use.Name)}' is final ({final.Place}), "
                + $"so '{Excerpt.Of(key.Value)}' can't be changed",
                "Leave it out, or run another job.");
    }

    private static IEnumerable<Finding> LaterVariants(IReadOnlyList<JobVariant> variants)
    {
        var final = variants.Index().FirstOrDefault(v => v.Item.Body.Says("final"));
        if (final.Item is null) yield break;
        foreach (var later in variants.Skip(final.Index + 1)
            .Where(v => v.Body.Entries.Any(e => IsOfExecution(e.Key.Value))))
            yield return FindingKinds.s_finalChanged.Error(later.Place,
                $"this variant of '{Excerpt.Of(later.Name)}' comes after the one that is final ({final.Item.Place})",
                "Say 'final' in the last variant alone.");
    }
}
