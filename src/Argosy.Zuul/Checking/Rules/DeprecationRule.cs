using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Jobs have no attributes of which Zuul warns.</summary>
internal sealed class DeprecationRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout) =>
        from job in layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
        from entry in job.Body.Entries
        where entry.Key.Value == "cleanup-run"
        select FindingKinds.s_deprecated.Warning(entry.Key.Place,
            "Zuul warns of 'cleanup-run': a later version will refuse it",
            "Make it a playbook of 'post-run' with 'cleanup: true'.");
}
