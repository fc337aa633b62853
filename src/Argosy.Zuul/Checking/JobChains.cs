using System.Collections.Concurrent;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>Jobs' inheritance for all branches: their variants and those of their parents.</summary>
internal sealed class JobChains(Layout layout)
{
    /// <summary>The maximum depth of inheritance. Real chains have ten.</summary>
    public const int MostGenerations = 100;

    private readonly ConcurrentDictionary<string, IReadOnlyList<JobVariant>> _chains = new(StringComparer.Ordinal);

    /// <summary>The variants of all ancestors, the eldest's first, then the job's own. A missing job, or one that
    /// inherits from itself, ends the chain.</summary>
    public IReadOnlyList<JobVariant> Of(string job) => _chains.GetOrAdd(job, name =>
    {
        var generations = new Stack<IReadOnlyList<JobVariant>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = name;
             at is not null && generations.Count <= MostGenerations && seen.Add(at)
                 && layout.Jobs.TryGetValue(at, out var variants);
             at = ParentOf(variants))
            generations.Push(variants);
        return [.. generations.SelectMany(g => g)];
    });

    /// <summary>The name of a job's parent: from its first variant, else the tenant's default. Null for a base job, and
    /// for one that names itself.</summary>
    public string? ParentOf(IReadOnlyList<JobVariant> variants) =>
        NamedParentOf(variants) is { } parent && parent != variants[0].Name ? parent : null;

    /// <summary>The same, including a job that names itself.</summary>
    public string? NamedParentOf(IReadOnlyList<JobVariant> variants)
    {
        if (variants.Any(v => v.IsBase)) return null;
        if (variants.Select(v => v.Parent?.Value).FirstOrDefault(p => p is not null) is { } named) return named;
        var standard = layout.Configuration.Tenant.DefaultParent;
        return standard == variants[0].Name ? null : standard;
    }

    /// <summary>Whether all ancestors of a job are here: its chain ends at a base job.</summary>
    public bool IsComplete(string job) => Of(job) is [var eldest, ..] && layout.Jobs[eldest.Name].Any(v => v.IsBase);

    /// <summary>The effective value: the last that a variant gives, in the pipeline or before it.</summary>
    /// <param name="use">The job's entry in a pipeline, or null for the job as it is defined.</param>
    /// <param name="job">Its name.</param>
    /// <param name="attribute">Such as <c>timeout</c>.</param>
    public Node? Value(string job, string attribute, JobVariant? use = null)
    {
        if (use?.Body.Find(attribute) is { } own) return own;
        var chain = Of(job);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            if (chain[i].Body.Find(attribute) is { } value) return value;
        }

        return null;
    }
}
