using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Branch matchers match only the intended branches, and every branch has a complete chain of
/// parents.</summary>
internal sealed class BranchRule : IRule
{
    // Variants of a parent may together cover all branches, one for a pattern and one for its negation.
    private static readonly string[] s_probes = ["master", "stable/some"];

    public IEnumerable<Finding> Check(Layout layout) =>
        Prefixes(layout).Concat(layout.Jobs.Values.SelectMany(v => WithoutParent(v, layout)));

    // A version number may continue: stable/2.0 is a prefix of stable/2.0.1.
    private static IEnumerable<Finding> Prefixes(Layout layout) =>
        from job in layout.Variants.Concat(layout.ProjectPipelines.SelectMany(p => p.Jobs))
        from matcher in job.Body.Find("branches")?.Texts ?? []
        where matcher.Value.Length > 0 && char.IsAsciiDigit(matcher.Value[^1])
            && Branches.Literal(matcher.Value) is not null
        select FindingKinds.s_prefixBranch.Warning(matcher.Place,
            $"the matcher '{Excerpt.Of(matcher.Value)}' matches every branch that begins so, "
            + $"such as '{Branches.Literal(matcher.Value)}.1'",
            $"Write '^{Branches.Literal(matcher.Value)!.Replace(".", @"\.", StringComparison.Ordinal)}$' "
            + "for this branch alone.");

    private static IEnumerable<Finding> WithoutParent(IReadOnlyList<JobVariant> variants, Layout layout)
    {
        if (layout.Chains.ParentOf(variants) is not { } parent
            || !layout.Jobs.TryGetValue(parent, out var parents))
            yield break;
        if (parents.Any(p => p.IsForAllBranches)) yield break;
        foreach (var variant in variants.Where(v => v.Body.Find("branches") is not null))
        {
            foreach (var matcher in variant.Body.Find("branches")!.Texts)
            {
                if (Branches.Literal(matcher.Value) is not { } branch
                    || parents.Any(p => Branches.Match(p, branch)))
                    continue;
                yield return FindingKinds.s_noVariant.Warning(matcher.Place,
                    $"the parent '{Excerpt.Of(parent)}' has no variant for the branch '{branch}': "
                    + "Zuul says nothing, and leaves the job out there",
                    "Add one, or leave this branch out.");
            }
        }

        if (variants.FirstOrDefault(v => v.IsForAllBranches) is { } everywhere
            && s_probes.Any(b => !parents.Any(p => Branches.Match(p, b))))
        {
            yield return FindingKinds.s_noVariant.Warning(everywhere.Place,
                $"'{Excerpt.Of(everywhere.Name)}' is for all branches, "
                + $"but its parent '{Excerpt.Of(parent)}' only for some ({parents[0].Place})",
                "Give it the parent's 'branches': Zuul says nothing, and leaves it out on others.");
        }
    }
}
