using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Freezing;

/// <summary>Freezes one job of a pipeline for a branch and changed files.</summary>
internal sealed class JobFreezer(Layout layout, MapNode? projectVariables, FreezeRequest request)
{
    /// <summary>The job, or why it is left out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="uses">The pipeline's entries for it, in order.</param>
    public (MergedJob? Job, IReadOnlyList<string> Parents, string? AbsentParent, LeftOutJob? LeftOut) Freeze(
        string name, IReadOnlyList<JobVariant> uses)
    {
        var parents = new List<string>();
        if (name == Layout.NoopJob && !layout.Jobs.ContainsKey(name)) return Noop(uses);
        if (!layout.Jobs.TryGetValue(name, out var variants))
            return Without(new(name, "no job of this name is here", uses[0].Place));
        var (chain, absent, faulty) = Chain(name, variants, parents);
        if (faulty is not null) return Without(faulty);
        var matching = uses.Where(u => Branches.Match(u, request.Branch)).ToList();
        if (matching.Count == 0)
            return Without(new(name, $"its entry isn't for the branch '{request.Branch}'", uses[0].Place));
        var job = chain.Concat(matching)
            .Aggregate(MergedJob.Of(projectVariables), (merged, variant) => merged.With(variant));
        if (request.Files is { } files && FileMatchers.LeftOut(job, files) is var (reason, place))
            return Without(new(name, reason, place));
        if (chain[^1].Body.Says("abstract"))
            return Without(new(name, "it is abstract: Zuul reports an error", chain[^1].Place));
        return (job, parents, absent, null);

        (MergedJob?, IReadOnlyList<string>, string?, LeftOutJob?) Without(LeftOutJob why) => (null, parents, null, why);
    }

    // Every tenant has it: nothing runs, and it succeeds.
    private (MergedJob?, IReadOnlyList<string>, string?, LeftOutJob?) Noop(IReadOnlyList<JobVariant> uses)
    {
        var matching = uses.Where(u => Branches.Match(u, request.Branch)).ToList();
        return matching.Count == 0
            ? (null, [], null, new(Layout.NoopJob, $"its entry isn't for the branch '{request.Branch}'", uses[0].Place))
            : (matching.Aggregate(MergedJob.Of(projectVariables), (job, use) => job.With(use)), [], null, null);
    }

    // The matching variants, the eldest ancestor's first. Zuul finds parents by the branch only.
    private (IReadOnlyList<JobVariant> Chain, string? Absent, LeftOutJob? Faulty) Chain(
        string name, IReadOnlyList<JobVariant> variants, List<string> parents)
    {
        var generations = new Stack<IReadOnlyList<JobVariant>>();
        for (var at = variants; ;)
        {
            var matching = at.Where(v => Branches.Match(v, request.Branch)).ToList();
            if (matching.Count == 0)
            {
                var whose = parents.Count == 0 ? "it" : $"its parent '{at[0].Name}'";
                return ([], null, new(name, $"{whose} has no variant for the branch '{request.Branch}'", at[0].Place));
            }

            generations.Push(matching);
            var parent = layout.Chains.NamedParentOf(matching);
            // Zuul ends a circle of parents where it would begin again.
            if (parent is null || parent == name || parents.Contains(parent)) break;
            parents.Add(parent);
            if (!layout.Jobs.TryGetValue(parent, out at!)) return ([.. generations.SelectMany(g => g)], parent, null);
        }

        return ([.. generations.SelectMany(g => g)], null, null);
    }

    /// <summary>Variables that a project's stanzas and templates give all its jobs; later ones override.</summary>
    public static MapNode? VariablesOf(IEnumerable<ZuulObject> owners) => owners
        .Select(o => o.Body.Find("vars"))
        .OfType<MapNode>()
        .Aggregate((MapNode?)null, (all, vars) => (MapNode)AttributeMerge.Merge("vars", all, vars));
}
