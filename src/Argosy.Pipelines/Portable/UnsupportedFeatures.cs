using Argosy.Pipelines.Declarations;

namespace Argosy.Pipelines.Portable;

/// <summary>Features of Zuul's configuration that no other system supports, a sentence each.</summary>
internal static class UnsupportedFeatures
{
    /// <summary>Features that are lost in every format.</summary>
    public static IEnumerable<string> Everywhere(
        PipelineDeclarations declarations, IReadOnlyList<PortablePipeline> pipelines) =>
    [
        "Changes that depend on changes of other projects (Depends-On), and jobs with several projects' source.",
        .. declarations.Pipelines.Any(p => p.Precedence != Precedence.Normal)
            ? (string[])["Precedence of pipelines: runners take what comes first."]
            : [],
        .. declarations.Pipelines.SelectMany(p => p.Triggers).SelectMany(t => t.Events).Any(e => e.Comment is not null)
            ? (string[])["Comments that start a pipeline, such as recheck: use the system's own button."]
            : [],
        .. pipelines.Any(p => p.Events.Any(e => e.Kind == EventKind.MergeQueue))
            ? (string[])
                ["The gate's window and its stacking are settings of the repository's merge queue, not of files."]
            : [],
        .. pipelines.Where(p => p.Events.Count == 0).Select(p =>
            $"When '{p.Name}' runs: name it under also: events:, or it is started by hand."),
        .. pipelines.Any(p => p.Families.Any(f => f.Apart && f.Cells.Any(c => !c.Votes)))
            ? (string[])["A job that doesn't vote and fails stops none of those that wait for it."]
            : [],
        .. Named("Jobs with a parent of Zuul's", declarations.Jobs.Select(j => j.Name.Value)),
        .. Named("Attributes of Zuul's alone in the families",
            declarations.Families.Where(f => f.Zuul.All.Count > 0).Select(f => f.Name)),
        .. Named("Projects that a config repository configures", declarations.Projects.Select(p => p.Name.Value)),
        .. Named("Semaphores that let in more than one at a time let in one",
            declarations.Semaphores.Where(s => s.Max > 1).Select(s => s.Name)),
    ];

    private static IEnumerable<string> Named(string what, IEnumerable<string> names) =>
        names.ToList() is { Count: > 0 } all ? [$"{what}: {string.Join(", ", all)}."] : [];
}
