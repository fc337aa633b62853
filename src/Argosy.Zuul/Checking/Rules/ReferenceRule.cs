using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking.Rules;

/// <summary>Referenced names exist. With the whole tenant Zuul's own severity counts; in a part of one, a name that
/// differs little from one here gives a note of its own, and all others one note.</summary>
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
        var near = absent.Select(r => (Reference: r, Near: Misspelt(r, layout))).ToList();
        var elsewhere = near.Where(n => n.Near is null).Select(n => n.Reference).ToList();
        return near
            .Where(n => n.Near is not null)
            .Take(MostSuggestions)
            .Select(n => KindOf(n.Reference.What).Note(n.Reference.Name.Place,
                $"the {n.Reference.What} '{Excerpt.Of(n.Reference.Name.Value)}' is not found here",
                $"Did you mean '{n.Near}'?"))
            .Concat(elsewhere.Count == 0 ? [] : [Elsewhere(elsewhere)]);
    }

    private static bool Exists(Reference reference, Layout layout, HashSet<string> repositories) =>
        reference.What == "repository"
            ? reference.Name.Value.StartsWith('^') || repositories.Contains(Layout.Unqualified(reference.Name.Value))
            : layout.Has(reference.What, reference.Name.Value);

    // One letter more, less or other, or two that are swapped. Another number is another name.
    private static string? Misspelt(Reference reference, Layout layout) =>
        reference.Name.Value is { Length: > 3 } name
        && Suggestion.TryNearest(name, layout.Names(reference.What), limit: 1) is { } near
        && !near.Where(c => !char.IsAsciiDigit(c)).SequenceEqual(name.Where(c => !char.IsAsciiDigit(c)))
            ? near
            : null;

    private static FindingKind KindOf(string what) => what switch
    {
        "job" => FindingKinds.s_unknownJob,
        "pipeline" => FindingKinds.s_undefinedPipeline,
        "semaphore" => FindingKinds.s_undefinedSemaphore,
        _ => FindingKinds.s_unknownReference,
    };

    private static Finding NotFound(Reference reference, Layout layout, bool suggest)
    {
        var name = Excerpt.Of(reference.Name.Value);
        var near = suggest ? Suggestion.TryNearest(name, layout.Names(reference.What)) : null;
        // Repositories without configuration aren't in a folder of those that have some: only a tenant file lists them.
        var isUnlisted = reference.What == "repository" && layout.Configuration.Tenant.Projects is null;
        var (severity, effect) = reference.What switch
        {
            "pipeline" => (Severity.Warning, "Zuul says nothing, and its jobs never run"),
            "semaphore" => (Severity.Warning, "Zuul says nothing, and makes one that a single job can hold"),
            "queue" => (Severity.Warning, "Zuul says nothing, and makes one with default settings"),
            _ when isUnlisted => (Severity.Note, "Zuul refuses it unless the tenant lists it"),
            _ => (Severity.Error, "Zuul refuses this"),
        };
        return new(KindOf(reference.What), severity, reference.Name.Place,
            $"the {reference.What} '{name}' is not found here: {effect}",
            near is null ? "Define it, or fix the name." : $"Did you mean '{near}'?");
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
