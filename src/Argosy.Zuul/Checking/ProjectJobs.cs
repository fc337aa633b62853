using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>The jobs that one project runs in one pipeline, from all its stanzas and templates.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Uses">Each job's entries by name, in the order in which Zuul applies them; names in the order of their
/// first entry.</param>
internal sealed record ProjectJobs(string Project, string Pipeline, IReadOnlyList<IGrouping<string, JobVariant>> Uses)
{
    /// <summary>All pipelines of a project: templates come first, in the order in which its stanza lists
    /// them.</summary>
    public static IEnumerable<ProjectJobs> Of(string project, IEnumerable<ZuulObject> stanzas, Layout layout) =>
        from owned in stanzas
            .SelectMany(s => Templates(s, layout).Append(s))
            .Distinct()
            .SelectMany(layout.PipelinesOf)
            .GroupBy(p => p.Pipeline.Value)
        select new ProjectJobs(project, owned.Key, [.. owned.SelectMany(p => p.Jobs).GroupBy(j => j.Name)]);

    /// <summary>All projects of a configuration; a branched one once for each of its branches.</summary>
    public static IEnumerable<ProjectJobs> All(Layout layout) =>
        from project in layout.Of("project").GroupBy(Layout.ProjectOf)
        from branch in project.Select(s => s.Source.Branch).Where(b => b is not null).Distinct().DefaultIfEmpty()
        from jobs in Of(project.Key, project.Where(s => s.Source.Branch is not { } own || own == branch), layout)
        select jobs;

    /// <summary>The templates of a stanza that are here.</summary>
    public static IEnumerable<ZuulObject> Templates(ZuulObject stanza, Layout layout) =>
        stanza.Body.Find("templates")?.Texts.SelectMany(t => layout.Find("project-template", t.Value)) ?? [];

    /// <summary>A job's dependencies: the last value is effective, in the pipeline or in its definition.</summary>
    public static IEnumerable<(TextNode Name, bool Soft)> Dependencies(
        IEnumerable<JobVariant> uses, string job, Layout layout)
    {
        var written = uses.LastOrDefault(u => u.Body.Find("dependencies") is not null)?.Body.Find("dependencies")
            ?? layout.Chains.Value(job, "dependencies");
        foreach (var item in written?.AsMany ?? [])
        {
            if (item is TextNode { Meaning: ScalarMeaning.Text } name) yield return (name, false);
            else if (item is MapNode map && map.Text("name") is { } named) yield return (named, map.Says("soft"));
        }
    }
}
