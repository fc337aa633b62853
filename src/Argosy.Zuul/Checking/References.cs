using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>A name that another object must define.</summary>
/// <param name="What">The kind of object, such as <c>nodeset</c>.</param>
/// <param name="Name">The name as written.</param>
internal readonly record struct Reference(string What, TextNode Name);

/// <summary>Collects the names that a configuration refers to.</summary>
internal static class References
{
    private static readonly (string Kind, string Attribute, string Refers)[] s_ofObjects =
    [
        ("label", "image", "image"), ("label", "flavor", "flavor"), ("section", "parent", "section"),
        ("provider", "section", "section"), ("pipeline", "supercedes", "pipeline"),
    ];

    /// <summary>All of them, in the order of objects.</summary>
    public static IEnumerable<Reference> Of(Layout layout)
    {
        var variants = layout.Variants;
        var uses = layout.ProjectPipelines.SelectMany(p => p.Jobs);
        return variants.Concat(uses).SelectMany(OfJob).Concat(layout.ProjectPipelines.SelectMany(OfPipeline))
            .Concat(layout.Of("project").SelectMany(OfProject)).Concat(layout.Of("nodeset").SelectMany(OfNodeset))
            .Concat(OfObjects(layout)).Where(r => r.Name.Meaning == ScalarMeaning.Text);
    }

    private static IEnumerable<Reference> OfJob(JobVariant job)
    {
        if (job.Parent is { } parent) yield return new("job", parent);
        if (job.Body.Find("nodeset") is TextNode nodeset) yield return new("nodeset", nodeset);
        foreach (var name in Named(job.Body, "semaphore").Concat(Named(job.Body, "semaphores")))
            yield return new("semaphore", name);
        foreach (var name in Named(job.Body, "required-projects").Concat(Named(job.Body, "allowed-projects")))
            yield return new("repository", name);
        foreach (var name in Named(job.Body, "dependencies")) yield return new("job", name);
        foreach (var role in job.Body.Find("roles")?.AsMany.OfType<MapNode>() ?? [])
        {
            if (role.Text("zuul") is { } repository) yield return new("repository", repository);
        }
    }

    private static IEnumerable<Reference> OfNodeset(ZuulObject nodeset) =>
        nodeset.Body.Find("alternatives")?.Texts.Select(n => new Reference("nodeset", n)) ?? [];

    // The launcher's objects, and pipelines, name each other.
    private static IEnumerable<Reference> OfObjects(Layout layout) =>
        from row in s_ofObjects
        from o in layout.Of(row.Kind)
        from name in o.Body.Find(row.Attribute)?.Texts ?? []
        select new Reference(row.Refers, name);

    private static IEnumerable<Reference> OfPipeline(ProjectPipeline pipeline)
    {
        yield return new("pipeline", pipeline.Pipeline with { Meaning = ScalarMeaning.Text });
        if (pipeline.Body.Text("queue") is { } queue) yield return new("queue", queue);
        foreach (var job in pipeline.Jobs) yield return new("job", new(job.Place, job.Name, ScalarMeaning.Text));
    }

    private static IEnumerable<Reference> OfProject(ZuulObject project)
    {
        if (project.Body.Text("queue") is { } queue) yield return new("queue", queue);
        foreach (var template in project.Body.Find("templates")?.Texts ?? [])
            yield return new("project-template", template);
    }

    /// <summary>The names in an attribute whose items are texts, or maps with a name.</summary>
    public static IEnumerable<TextNode> Named(MapNode body, string attribute) =>
        body.Find(attribute)?.AsMany
            .Select(i => i as TextNode ?? (i as MapNode)?.Text("name"))
            .OfType<TextNode>() ?? [];
}
