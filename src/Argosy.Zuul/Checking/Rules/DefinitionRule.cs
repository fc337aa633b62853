using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Named objects are defined once. Only jobs may have variants, which differ by their branches.</summary>
internal sealed class DefinitionRule : IRule
{
    private static readonly string[] s_kinds =
        ["nodeset", "secret", "pipeline", "project-template", "semaphore", "queue"];

    public IEnumerable<Finding> Check(Layout layout) =>
        s_kinds
            .SelectMany(kind => Twice(layout, kind))
            .Concat(layout.Jobs.Values.Where(v => v.Count > 1).SelectMany(Variants));

    private static IEnumerable<Finding> Twice(Layout layout, string kind) =>
        from same in layout.Of(kind)
            .Where(o => o.Name is not null)
            .GroupBy(o => (o.Name!.Value, Branches: string.Join(' ', o.Branches)))
        from again in same.Skip(1)
        select FindingKinds.s_definedTwice.Error(again.Name!.Place,
            $"the {kind} '{Excerpt.Of(same.Key.Value)}' is defined at {same.First().Name!.Place} already",
            "Rename one of the two, or remove it.");

    private static IEnumerable<Finding> Variants(IReadOnlyList<JobVariant> variants)
    {
        var first = variants[0];
        foreach (var other in variants.Skip(1))
        {
            if (!first.Source.Trusted && !other.Source.Trusted && other.Source != first.Source)
            {
                yield return FindingKinds.s_definedTwice.Error(other.Place,
                    $"the job '{Excerpt.Of(other.Name)}' is {first.Source.Name}'s, at {first.Place}",
                    "Rename it: an untrusted project can't define another's job.");
            }
        }

        foreach (var same in variants.GroupBy(Matchers))
        {
            foreach (var again in same.Skip(1).Where(v =>
                v.Place.What != same.First().Place.What && v.Source == same.First().Source))
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
