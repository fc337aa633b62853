using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Referenced names exist. In a part of a tenant, all missing names give one note.</summary>
internal sealed class ReferenceRule : IRule
{
    private const int MostShown = 5;

    // A misspelt name is likely in a small configuration; in a large one with many missing names suggestions are not
    // useful.
    private const int MostSuggestions = 50;

    public IEnumerable<Finding> Check(Layout layout)
    {
        var repositories = layout.Configuration.Tenant.Projects?.Keys.ToHashSet() ?? [];
        repositories.UnionWith(layout.Configuration.Repositories.Select(r => r.Name));
        var absent = References.Of(layout).Where(r => !Exists(r, layout, repositories)).ToList();
        if (layout.Configuration.Whole)
            return absent.Index().Select(r => NotFound(r.Item, layout, suggest: r.Index < MostSuggestions));
        return absent.Count == 0 ? [] : [Elsewhere(absent)];
    }

    private static bool Exists(Reference reference, Layout layout, HashSet<string> repositories) =>
        reference.What == "repository"
            ? reference.Name.Value.StartsWith('^') || repositories.Contains(Layout.Unqualified(reference.Name.Value))
            : layout.Has(reference.What, reference.Name.Value);

    private static Finding NotFound(Reference reference, Layout layout, bool suggest)
    {
        var name = Excerpt.Of(reference.Name.Value);
        var near = suggest ? Suggestion.TryNearest(name, layout.Names(reference.What)) : null;
        var (kind, otherwise) = reference.What switch
        {
            "job" => (FindingKinds.s_unknownJob, "Define it, or fix the name."),
            "pipeline" => (FindingKinds.s_undefinedPipeline,
                "Fix the name: Zuul says nothing, and these jobs never run."),
            "semaphore" => (FindingKinds.s_undefinedSemaphore, "Define it: Zuul makes one that a single job can hold."),
            _ => (FindingKinds.s_unknownReference, "Define it, or fix the name."),
        };
        return kind.Warning(reference.Name.Place,
            $"the {reference.What} '{name}' is not found here",
            near is null ? otherwise : $"Did you mean '{near}'?");
    }

    private static Finding Elsewhere(List<Reference> absent)
    {
        var kinds = absent.GroupBy(r => r.What).Select(g =>
        {
            var names = g.Select(r => Excerpt.Of(r.Name.Value)).Distinct().ToList();
            var more = names.Count > MostShown ? $" and {names.Count - MostShown} more" : "";
            return $"{g.Key} {string.Join(", ", names.Take(MostShown))}{more}";
        });
        return FindingKinds.s_elsewhere.Note(absent[0].Name.Place,
            $"not found here, and so not checked: {string.Join("; ", kinds)}",
            "Give the whole tenant's repositories, with --tenant or --whole, to have them checked.");
    }
}
