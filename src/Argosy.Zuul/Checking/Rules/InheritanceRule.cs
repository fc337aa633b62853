using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Jobs inherit only from jobs that allow it, and not from themselves.</summary>
internal sealed class InheritanceRule : IRule
{
    public IEnumerable<Finding> Check(Layout layout)
    {
        foreach (var (name, variants) in layout.Jobs)
        {
            foreach (var variant in variants)
            {
                if (variant.Body.Says("intermediate") && !variant.Body.Says("abstract"))
                    yield return FindingKinds.s_intermediate.Error(variant.Place,
                        $"the job '{Excerpt.Of(name)}' is intermediate, but not abstract", "Add 'abstract: true'.");
            }

            if (layout.Chains.NamedParentOf(variants) is not { } parent
                || !layout.Jobs.TryGetValue(parent, out var parents))
                continue;
            var child = variants[0];
            if (layout.Chains.Of(name).Count > JobChains.MostGenerations)
                yield return FindingKinds.s_parentCycle.Error(child.Place,
                    $"the job '{Excerpt.Of(name)}' has more than {JobChains.MostGenerations} ancestors",
                    "Inherit from an elder one.");
            if (Cycle(layout, name) is { } cycle)
            {
                yield return FindingKinds.s_parentCycle.Warning(child.Place,
                    $"the job '{Excerpt.Of(name)}' inherits from itself: {cycle}; Zuul says nothing, and ends there",
                    "Name another parent.");
                continue;
            }

            foreach (var finding in Refused(layout, child, variants, parent, parents)) yield return finding;
        }
    }

    private static IEnumerable<Finding> Refused(
        Layout layout, JobVariant child, IReadOnlyList<JobVariant> variants, string parent,
        IReadOnlyList<JobVariant> parents)
    {
        var place = child.Parent?.Place ?? child.Place;
        if (parents.FirstOrDefault(v => v.Body.Says("final")) is { } final)
            yield return Refusal(FindingKinds.s_finalChanged, parents.All(v => v.Body.Says("final")), place,
                $"'{Excerpt.Of(child.Name)}' inherits from '{Excerpt.Of(final.Name)}', which is final ({final.Place})",
                "Take a parent that isn't final.");
        if (parents.FirstOrDefault(v => v.Body.Says("intermediate")) is { } intermediate
            && !variants.Any(v => v.Body.Says("abstract")))
            yield return Refusal(FindingKinds.s_intermediate, parents.All(v => v.Body.Says("intermediate")), place,
                $"'{Excerpt.Of(child.Name)}' isn't abstract, "
                + $"but its parent '{Excerpt.Of(parent)}' is intermediate ({intermediate.Place})",
                "Add 'abstract: true', or take a parent that isn't intermediate.");
        if (layout.Chains.Of(parent)
            .FirstOrDefault(v => v.Body.Says("protected") && v.Source.Name != child.Source.Name) is { } guarded)
            yield return Refusal(
                FindingKinds.s_protected, layout.Jobs[guarded.Name].All(v => v.Body.Says("protected")), place,
                $"'{Excerpt.Of(child.Name)}' inherits from '{Excerpt.Of(guarded.Name)}', "
                + $"which {guarded.Source.Name} protects ({guarded.Place})",
                "Define it in that project, or take another parent.");
    }

    // Zuul refuses what no variant of the parent allows. What some allow fails only where the others match.
    private static Finding Refusal(
        FindingKind kind, bool always, SourceLocation place, string cause, string remedy) =>
        always ? kind.Error(place, cause, remedy) : kind.Warning(place, cause, remedy);

    // The path from a job back to itself; null if there is none. A cycle further up is reported at its own members.
    private static string? Cycle(Layout layout, string job)
    {
        var way = new List<string> { job };
        for (var at = Parent(job); at is not null; at = Parent(at))
        {
            way.Add(at);
            if (at == job) return string.Join(" → ", way.Select(Excerpt.Of));
            if (way.Count > JobChains.MostGenerations) return null;
        }

        return null;

        string? Parent(string name) =>
            layout.Jobs.TryGetValue(name, out var variants) ? layout.Chains.NamedParentOf(variants) : null;
    }
}
