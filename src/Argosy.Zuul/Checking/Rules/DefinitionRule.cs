using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Named objects are defined once. Only jobs may have variants, which differ by their branches.</summary>
internal sealed class DefinitionRule : IRule
{
    private static readonly string[] s_kinds =
        ["nodeset", "secret", "pipeline", "project-template", "semaphore", "queue"];

    private static readonly string[] s_ofAllBranches = ["nodeset", "secret", "semaphore", "queue"];

    public IEnumerable<Finding> Check(Layout layout) =>
        s_kinds
            .SelectMany(kind => Twice(layout, kind))
            .Concat(s_ofAllBranches.SelectMany(kind => Different(layout, kind)))
            .Concat(layout.Jobs.Values
                .Where(v => v.Count > 1)
                .SelectMany(v => Variants(v, layout.Configuration.Tenant.Projects is not null)));

    // In each branch of a project these must say the same; templates may differ.
    private static IEnumerable<Finding> Different(Layout layout, string kind) =>
        from same in layout.Of(kind)
            .Where(o => o is { Name: not null, Source.Branch: not null })
            .GroupBy(o => (o.Name!.Value, o.Source.Name))
        let first = same.First()
        from other in same.Skip(1)
        where other.Source.Branch != first.Source.Branch && FlowText.Of(other.Body) != FlowText.Of(first.Body)
        select FindingKinds.s_definedTwice.Error(other.Name!.Place,
            $"the {kind} '{Excerpt.Of(other.Name.Value)}' differs from that of the branch '{first.Source.Branch}' "
            + $"({first.Name!.Place}), and Zuul refuses it",
            "Let all branches say the same, or define it in one.");

    private static IEnumerable<Finding> Twice(Layout layout, string kind) =>
        from same in layout.Of(kind)
            .Where(o => o.Name is not null)
            .GroupBy(o => (o.Name!.Value, Branches: string.Join(' ', o.Branches)))
        from again in same.Skip(1)
        select FindingKinds.s_definedTwice.Error(again.Name!.Place,
            $"the {kind} '{Excerpt.Of(same.Key.Value)}' is defined at {same.First().Name!.Place} already",
            "Rename one of the two, or remove it.");

    // Only a tenant file says which project may shadow another.
    private static IEnumerable<Finding> Variants(IReadOnlyList<JobVariant> variants, bool hasTenant)
    {
        var first = variants[0];
        foreach (var other in variants.Skip(1))
        {
            if (other.Source.Name == first.Source.Name
                || other.Source.Shadows.Contains(first.Source.Name) || first.Source.Shadows.Contains(other.Source.Name))
                continue;
            var cause = $"the job '{Excerpt.Of(other.Name)}' is {first.Source.Name}'s, at {first.Place}";
            yield return hasTenant || !(first.Source.Trusted || other.Source.Trusted)
                ? FindingKinds.s_definedTwice.Error(other.Place, cause,
                    "Rename it: a project can't define another's job, unless the tenant lets it shadow that one.")
                : FindingKinds.s_definedTwice.Warning(other.Place, cause,
                    "Rename it, unless the tenant lets this project shadow that one.");
        }

        foreach (var same in variants.GroupBy(Matchers))
        {
            foreach (var again in same.Skip(1).Where(v =>
                v.Place.What != same.First().Place.What && v.Source.Equals(same.First().Source)))
            {
                yield return FindingKinds.s_accidentalVariant.Warning(again.Place,
                    $"the job '{Excerpt.Of(again.Name)}' is defined for the same branches at {same.First().Place}, "
                    + "and Zuul merges the two",
                    "Keep them together in one file, or give each its 'branches'.");
            }
        }
    }

    private static string Matchers(JobVariant variant) => variant.Body.Find("branches") is { } branches
        ? string.Join('\n', branches.Texts.Select(t => t.Value).Order(StringComparer.Ordinal))
        : string.Join('\n', variant.ImpliedBranches.Prepend("="));
}
